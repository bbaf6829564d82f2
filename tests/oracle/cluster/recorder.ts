/** Sends what a test has written down, as whom it says: the person or program beside the cluster that made the recordings. */
import type { Component } from '../../../src/cluster/model/component.ts';
import type { FileNode } from '../../../src/cluster/model/files.ts';
import {
  componentId,
  type ApiRequest,
  type Credential,
} from '../../../src/cluster/model/requests.ts';

export interface Letter {
  readonly exchange: string;
  readonly credential: Credential;
  readonly request: ApiRequest;
}

/** A file or a link that the recorder puts on a host before anything runs there. */
export interface Placed {
  readonly host: string;
  readonly path: string;
  readonly node: FileNode;
}

/** The act on which a letter goes out, or a file comes to be; nothing else in a cluster knows the path. */
export const letterPath = (exchange: string): string => `/letters/${exchange}`;

export function recorder(letters: ReadonlyMap<string, Letter | Placed>): Component {
  return {
    name: 'recorder',
    react(state, fact) {
      if (fact.type !== 'intent.given' || fact.intent.type !== 'file.remove') return [];
      const letter = letters.get(fact.intent.path);
      if (!letter) return [];
      const by = componentId('reader', state.spec.workstation.host);
      if ('node' in letter) return [{ type: 'file.written', by, ...letter }];
      const { endpoint, host } = state.spec.controlPlane;
      return [
        {
          type: 'request.prepared',
          by,
          to: componentId('kube-apiserver', host),
          address: endpoint,
          trust: { roots: [state.kubeadm.ca ?? ''], serverName: endpoint.replace(/:\d+$/, '') },
          ...letter,
        },
      ];
    },
  };
}
