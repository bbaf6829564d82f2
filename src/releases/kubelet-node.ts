/** Registration of the Node object. */
import { error, info, type LogWording } from './log-wording.ts';
import { kubelet, NODE_STATUS } from './kubelet-sources.ts';
import { from, timeline } from './timeline.ts';

const FILE = 'kubelet_node_status.go';

export const attemptingToRegister = timeline<LogWording>('kubelet.log.attemptingToRegister', [
  from(
    '1.4',
    info(FILE, 'Attempting to register node {node}'),
    kubelet(NODE_STATUS, 'v1.4.0', 'registerWithAPIServer'),
  ),
  from(
    '1.21',
    info(FILE, '"Attempting to register node" node={node:q}'),
    kubelet(NODE_STATUS, 'v1.21.1', 'registerWithAPIServer'),
  ),
]);

export const registered = timeline<LogWording>('kubelet.log.registered', [
  from(
    '1.4',
    info(FILE, 'Successfully registered node {node}'),
    kubelet(NODE_STATUS, 'v1.4.0', 'registerWithAPIServer'),
  ),
  from(
    '1.21',
    info(FILE, '"Successfully registered node" node={node:q}'),
    kubelet(NODE_STATUS, 'v1.21.1', 'registerWithAPIServer'),
  ),
]);

export const previouslyRegistered = timeline<LogWording>('kubelet.log.previouslyRegistered', [
  from(
    '1.4',
    info(FILE, 'Node {node} was previously registered'),
    kubelet(NODE_STATUS, 'v1.4.0', 'tryRegisterWithApiServer'),
  ),
  from(
    '1.21',
    info(FILE, '"Node was previously registered" node={node:q}'),
    kubelet(NODE_STATUS, 'v1.21.1', 'tryRegisterWithAPIServer'),
  ),
]);

export const unableToRegister = timeline<LogWording>('kubelet.log.unableToRegister', [
  from(
    '1.4',
    error(FILE, 'Unable to register node {node:q} with API server: {err}'),
    kubelet(NODE_STATUS, 'v1.4.0', 'tryRegisterWithApiServer'),
  ),
  from(
    '1.21',
    error(FILE, '"Unable to register node with API server" err={err:q} node={node:q}'),
    kubelet(NODE_STATUS, 'v1.21.1', 'tryRegisterWithAPIServer'),
  ),
]);

/** Types of status.addresses without a cloud provider, in this order; the host's addresses are its InternalIPs. */
export const nodeAddressTypes = timeline<readonly ('LegacyHostIP' | 'InternalIP' | 'Hostname')[]>(
  'kubelet.node.addressTypes',
  [
    from('1.4', ['LegacyHostIP', 'InternalIP'], kubelet(NODE_STATUS, 'v1.4.0', 'setNodeAddress')),
    from(
      '1.5',
      ['LegacyHostIP', 'InternalIP', 'Hostname'],
      kubelet(NODE_STATUS, 'v1.5.0', 'setNodeAddress'),
    ),
    from('1.7', ['InternalIP', 'Hostname'], kubelet(NODE_STATUS, 'v1.8.0', 'setNodeAddress')),
  ],
);

/** Conditions of a Node, in the order of the object. */
export const nodeConditionTypes = timeline<
  readonly ('OutOfDisk' | 'MemoryPressure' | 'DiskPressure' | 'PIDPressure' | 'Ready')[]
>('kubelet.node.conditions', [
  from(
    '1.4',
    ['OutOfDisk', 'MemoryPressure', 'DiskPressure', 'Ready'],
    kubelet(NODE_STATUS, 'v1.8.0', 'setNodeStatusFuncs'),
  ),
  from(
    '1.11',
    ['OutOfDisk', 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'],
    kubelet(NODE_STATUS, 'v1.11.0', 'setNodeStatusFuncs'),
  ),
  from(
    '1.16',
    ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'],
    kubelet(NODE_STATUS, 'v1.16.2', 'setNodeStatusFuncs'),
  ),
]);

/** Where the addresses of a serving certificate come from. */
export const servingAddressSource = timeline<
  'interfaces' | 'interfacesOrCloud' | 'nodeStatus' | 'nodeCache'
>(
  'kubelet.serving.addressSource',
  [
    from('1.7', 'interfaces', kubelet('pkg/kubelet/kubelet.go', 'v1.10.0', 'NewMainKubelet')),
    from(
      '1.11',
      'interfacesOrCloud',
      kubelet('pkg/kubelet/kubelet.go', 'v1.11.0', 'NewMainKubelet; allGlobalUnicastIPs'),
    ),
    from(
      '1.12',
      'nodeStatus',
      kubelet('pkg/kubelet/kubelet_node_status.go', 'v1.12.0', 'setLastObservedNodeAddresses'),
    ),
    from(
      '1.34',
      'nodeCache',
      kubelet('pkg/kubelet/kubelet_getters.go', 'v1.36.3', 'getLastObservedNodeAddresses'),
    ),
  ],
  { absent: 'interfaces' },
);

/** What a serving request needs at least: a name or an address, or an address; the gate AllowDNSOnlyNodeCSR gives the first. */
export const servingNeeds = timeline<'nameOrAddress' | 'address'>(
  'kubelet.serving.needs',
  [
    from(
      '1.12',
      'nameOrAddress',
      kubelet('pkg/kubelet/certificate/kubelet.go', 'v1.30.1', 'getTemplate'),
    ),
    from(
      '1.31',
      'address',
      kubelet('pkg/kubelet/certificate/kubelet.go', 'v1.31.14', 'newGetTemplateFn'),
    ),
  ],
  { absent: 'nameOrAddress' },
);
