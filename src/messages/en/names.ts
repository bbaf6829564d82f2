/** How English sentences name components, objects and times. */
import { rfc3339, type Instant } from '../../cluster/model/instant.ts';
import { displayName, type Name } from '../../cluster/model/names.ts';
import { componentKind, hostOf, type ComponentId } from '../../cluster/model/requests.ts';

/** A component in the middle of a sentence. */
export function whom(component: ComponentId): string {
  switch (componentKind(component)) {
    case 'kubelet':
      return `the kubelet of ${hostOf(component)}`;
    case 'reader':
      return 'you';
    case 'clock':
      return 'the clock';
    default:
      return componentKind(component);
  }
}

/** A component at the beginning of a sentence; names of components keep their small letter, as upstream writes them. */
export function who(component: ComponentId): string {
  const name = whom(component);
  return name.startsWith('the ') || name === 'you' ? name[0]!.toUpperCase() + name.slice(1) : name;
}

export const when = (instant: Instant): string => rfc3339(instant);

export const named = (name: Name): string => displayName(name);

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
