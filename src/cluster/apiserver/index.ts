import type { Component } from '../model/component.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { ComponentId } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { loadTokenFile } from './authentication/token-file.ts';
import { corridor } from './corridor.ts';
import { evolve } from './evolve.ts';
import { apiServerId, apiServerRelease } from './identity.ts';
import { kubeletAnswered } from './kubelet-client/index.ts';
import { objectStored } from './stored.ts';

/** kube-apiserver stores its default roles when it starts; with a token file that it cannot read it does not start. */
function started(state: ClusterState, by: ComponentId): readonly FactBody[] {
  const { tokenAuthFile } = state.spec.controlPlane.apiServer;
  const file =
    tokenAuthFile === undefined ? undefined : loadTokenFile(tokenAuthFile, apiServerRelease(state));
  if (file?.ok === false) {
    const message = `invalid authentication config: ${file.error}`;
    return [{ type: 'process.exited', by, code: 1, message }];
  }
  return [{ type: 'rbac.defaultsStored', by }];
}

function react(state: ClusterState, fact: Fact): readonly FactBody[] {
  if (fact.by !== apiServerId(state)) return [];
  switch (fact.type) {
    case 'process.started':
      return started(state, fact.by);
    case 'object.stored':
      return objectStored(state, fact);
    case 'response.received':
    case 'request.failed':
      return kubeletAnswered(state, fact);
    default:
      return corridor(state, fact);
  }
}

/** kube-apiserver: authenticates, authorizes, admits, validates and stores; tells those who watch. */
export const apiServer: Component = { name: 'apiserver', react, evolve };
