/** The second machine, which comes a day late, and what a cluster needs that runs for years. */
import type { ClusterSpec } from '../../cluster/model/cluster-spec.ts';
import { DAY } from '../../cluster/model/instant.ts';
import { servingRecognizer } from '../../releases/approver.ts';

export const SECOND_NODE = 'node-2';

/**
 * The cluster with a second node. The control plane's own certificates, which nothing renews here, last as long as the CA;
 * the approver takes requests for serving certificates where a gate lets it.
 */
export function withSecondNode(spec: ClusterSpec): ClusterSpec {
  const { controlPlane, hosts, nodes } = spec;
  const [first] = nodes;
  if (!first) return spec;
  const gate = servingRecognizer.at(controlPlane.release) === 'gate';
  return {
    ...spec,
    hosts: [...hosts, { name: SECOND_NODE, addresses: ['10.0.0.22'] }],
    nodes: [...nodes, { ...first, name: SECOND_NODE }],
    controlPlane: {
      ...controlPlane,
      certificateDuration: 3650 * DAY,
      controllerManager: {
        ...controlPlane.controllerManager,
        ...(gate ? { featureGates: { RotateKubeletServerCertificate: true } } : {}),
      },
    },
  };
}
