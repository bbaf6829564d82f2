/** Every time line there is, in the order in which the pages show them. */
import { allTimelines, type Timeline } from '../../releases/timeline.ts';
import type { ReferenceMessages } from '../../messages/reference.ts';

// A time line enters itself into the registry when its module is loaded, so that a new file is on the pages at once.
import.meta.glob('../../releases/*.ts', { eager: true });

export const lines: readonly Timeline<unknown>[] = [...allTimelines().values()];

/**
 * A time line by its id.
 * @throws RangeError where there is none: a page that tells of it is then not built
 */
export function lineOf(id: string): Timeline<unknown> {
  const line = allTimelines().get(id);
  if (line === undefined) throw new RangeError(`there is no time line ${id}`);
  return line;
}

/** The first part of an id: `kubelet` of `kubelet.flags.certDirDefault`. */
export const componentOf = (id: string): string => id.split('.')[0] ?? id;

/** The first two parts of an id, or the first where a component has no topics. */
const topicOf = (id: string, messages: ReferenceMessages): string => {
  const topic = id.split('.').slice(0, 2).join('.');
  return messages.topics[topic] === undefined ? componentOf(id) : topic;
};

export interface Group<T> {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly T[];
}

export interface ComponentGroup<T> extends Group<Group<T>> {
  readonly count: number;
}

function grouped<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups;
}

/** What is known, in the order given, and then the rest. */
const inOrder = (keys: Iterable<string>, order: readonly string[]): string[] => {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...keys].toSorted((a, b) => rank(a) - rank(b));
};

/** Entries by component and topic, in the order of the language's own lists; a topic without a name bears its id. */
export function byComponent<T>(
  entries: readonly T[],
  idOf: (entry: T) => string,
  messages: ReferenceMessages,
): ComponentGroup<T>[] {
  const components = grouped(entries, (entry) => componentOf(idOf(entry)));
  return inOrder(components.keys(), Object.keys(messages.components)).map((component) => {
    const own = components.get(component) ?? [];
    const topics = grouped(own, (entry) => topicOf(idOf(entry), messages));
    return {
      id: component,
      title: messages.components[component] ?? component,
      count: own.length,
      entries: inOrder(topics.keys(), Object.keys(messages.topics)).map((topic) => ({
        id: topic,
        title: topic === component ? '' : (messages.topics[topic] ?? topic),
        entries: topics.get(topic) ?? [],
      })),
    };
  });
}
