import type { Fact } from '../../cluster/model/facts.ts';
import type { Projection } from '../projection.ts';
import type { DiskFile, DiskHost, DiskView } from './model.ts';
import { treeOf } from './tree.ts';

export type * from './model.ts';

type FileFact = Extract<Fact, { type: 'file.written' | 'file.renamed' | 'file.removed' }>;

const without = (files: readonly DiskFile[], path: string): readonly DiskFile[] =>
  files.filter((file) => file.path !== path);

function filesAfter(files: readonly DiskFile[], fact: FileFact): readonly DiskFile[] {
  switch (fact.type) {
    case 'file.written':
      return [...without(files, fact.path), { path: fact.path, node: fact.node, seq: fact.seq }];
    case 'file.removed':
      return without(files, fact.path);
    case 'file.renamed': {
      const found = files.find((file) => file.path === fact.path);
      const rest = without(without(files, fact.path), fact.to);
      return found ? [...rest, { ...found, path: fact.to, seq: fact.seq }] : files;
    }
  }
}

function changeHost(view: DiskView, fact: FileFact): DiskView {
  const index = view.hosts.findIndex(({ name }) => name === fact.host);
  const found = view.hosts[index];
  if (!found) return view;
  const files = filesAfter(found.files, fact);
  const host: DiskHost = { name: found.name, files, entries: treeOf(files) };
  return { hosts: view.hosts.with(index, host) };
}

/** The files of each host as trees. */
export const diskView: Projection<DiskView> = {
  initial: { hosts: [] },
  apply(view, fact) {
    switch (fact.type) {
      case 'scenario.started':
        return {
          hosts: fact.cluster.hosts.map(({ name }) => ({ name, files: [], entries: [] })),
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
