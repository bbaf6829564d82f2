import type { Component } from '../model/component.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { corridor } from './corridor.ts';
import { evolve } from './evolve.ts';
import { apiServerId } from './identity.ts';
import { objectStored } from './stored.ts';

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.by !== apiServerId(state)) return [];
  switch (fact.type) {
    case 'process.started':
      return [{ type: 'rbac.defaultsStored', by: fact.by }];
    case 'object.stored':
      return objectStored(state, fact);
    default:
      return corridor(state, fact);
  }
}

/** kube-apiserver: authenticates, authorizes, admits, validates and stores; tells those who watch. */
export const apiServer: Component = { name: 'apiserver', react, evolve };
