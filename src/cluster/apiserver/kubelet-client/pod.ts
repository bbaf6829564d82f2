/**
 * Pods that logs and exec are about.
 * SIMPLIFIED: no pod is stored. Each node runs one static pod, `web`, which shows as `web-<node>`, the name that a kubelet
 * gives to a mirror pod; kubectl does not read it before it asks for its logs.
 */
import type { ResourceRequest } from '../../model/requests.ts';

const POD = 'web-';
const CONTAINER = 'web';

export type Verb = 'logs' | 'exec';

export interface PodConnection {
  readonly verb: Verb;
  readonly pod: string;
  /** Node that runs it. */
  readonly node: string;
  /** Path and query of the request to the kubelet (pkg/registry/core/pod/strategy.go, LogLocation and streamLocation). */
  readonly path: string;
}

/** SIMPLIFIED: every exec runs `hostname`, without a terminal and without input. */
const EXEC_QUERY = '?command=hostname&error=1&output=1';

/** Reads what a request for logs or exec of a pod is about; undefined where it is another request. */
export function podConnection(request: ResourceRequest): PodConnection | undefined {
  const { resource, subresource, name = '', namespace = 'default' } = request;
  if (resource !== 'pods' || !name.startsWith(POD)) return undefined;
  const place = `${namespace}/${name}/${CONTAINER}`;
  const common = { pod: name, node: name.slice(POD.length) };
  if (subresource === 'log') return { ...common, verb: 'logs', path: `/containerLogs/${place}` };
  return subresource === 'exec'
    ? { ...common, verb: 'exec', path: `/exec/${place}${EXEC_QUERY}` }
    : undefined;
}
