import type { Fact } from '../../cluster/model/facts.ts';
import type { Projection } from '../projection.ts';
import type { DiskEntry, DiskView } from './model.ts';
import { entryOf, treeOf } from './tree.ts';

export type * from './model.ts';

type FileFact = Extract<Fact, { type: 'file.written' | 'file.renamed' | 'file.removed' }>;

const without = (entries: readonly DiskEntry[], path: string): readonly DiskEntry[] =>
  entries.filter((entry) => entry.path !== path);

/** A renamed file is the same under another name, over whatever bore that name before. */
function renamed(
  written: readonly DiskEntry[],
  fact: Extract<Fact, { type: 'file.renamed' }>,
): readonly DiskEntry[] {
  const found = written.find(({ path }) => path === fact.path);
  if (!found) return written;
  const rest = without(without(written, fact.path), fact.to);
  const { name, depth } = entryOf(fact.to, { type: 'directory', mode: 0 }, fact.seq);
  return [...rest, { ...found, path: fact.to, name, depth, seq: fact.seq }];
}

function writtenAfter(written: readonly DiskEntry[], fact: FileFact): readonly DiskEntry[] {
  switch (fact.type) {
    case 'file.written':
      return [...without(written, fact.path), entryOf(fact.path, fact.node, fact.seq)];
    case 'file.removed':
      return without(written, fact.path);
    case 'file.renamed':
      return renamed(written, fact);
  }
}

function changeHost(view: DiskView, fact: FileFact): DiskView {
  const index = view.hosts.findIndex(({ name }) => name === fact.host);
  const found = view.hosts[index];
  if (!found) return view;
  const written = writtenAfter(found.written, fact);
  const entries = treeOf(written, found.entries);
  return { hosts: view.hosts.with(index, { name: found.name, written, entries }) };
}

/** The files of each host as trees. */
export const diskView: Projection<DiskView> = {
  initial: { hosts: [] },
  apply(view, fact) {
    switch (fact.type) {
      case 'scenario.started':
        return {
          hosts: fact.cluster.hosts.map(({ name }) => ({ name, written: [], entries: [] })),
        };
      case 'file.written':
      case 'file.renamed':
      case 'file.removed':
        return changeHost(view, fact);
      default:
        return view;
    }
  },
};
