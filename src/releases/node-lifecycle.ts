/** When a Node that is no longer heard of stops being Ready, and what the node controller writes and prints. */
import { from, inferred, read, timeline } from './timeline.ts';

const OLD = 'pkg/controller/node/nodecontroller.go';
const CONTROLLER = 'pkg/controller/nodelifecycle/node_lifecycle_controller.go';
const DEFAULTS = 'pkg/controller/nodelifecycle/config/v1alpha1/defaults.go';
const EVENTS = 'pkg/controller/util/node/controller_utils.go';
const SECOND = 1000;

/** The controller looks at all Nodes this often (--node-monitor-period). */
export const NODE_MONITOR_PERIOD = 5 * SECOND;

/** A kubelet reports this often, as its Node's status or as its lease (nodeStatusUpdateFrequency). */
export const HEARTBEAT_PERIOD = 10 * SECOND;

/** --node-monitor-grace-period, in milliseconds. */
export const gracePeriod = timeline<number>('nodeLifecycle.gracePeriod', [
  from(
    '1.4',
    40 * SECOND,
    read('cmd/kube-controller-manager/app/options/options.go', 'v1.4.0, v1.8.0', 'NewCMServer'),
  ),
  from(
    '1.32',
    50 * SECOND,
    read(DEFAULTS, 'v1.32.0', 'SetDefaults_NodeLifecycleControllerConfiguration', {
      readIn: 'openshift/microshift@release-4.19',
    }),
    'some builds of 1.31 by others have 50 s already',
  ),
]);

/** The conditions that become Unknown together. */
export const unknownConditions = timeline<readonly string[]>('nodeLifecycle.unknownConditions', [
  from('1.4', ['Ready', 'OutOfDisk'], read(OLD, 'v1.4.0', 'NodeController.tryUpdateNodeStatus')),
  from(
    '1.6',
    ['Ready', 'OutOfDisk', 'MemoryPressure', 'DiskPressure'],
    read(OLD, 'v1.6.0', 'NodeController.tryUpdateNodeStatus'),
  ),
  from(
    '1.11',
    ['Ready', 'OutOfDisk', 'MemoryPressure', 'DiskPressure', 'PIDPressure'],
    read(CONTROLLER, 'v1.11.0', 'Controller.tryUpdateNodeStatus'),
  ),
  from(
    '1.16',
    ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'],
    read(CONTROLLER, 'v1.16.3', 'Controller.tryUpdateNodeHealth'),
  ),
]);

/** Its short name in --controllers; there was no such flag before 1.6. */
export const nodeLifecycleName = timeline<'node' | 'nodelifecycle'>(
  'nodeLifecycle.name',
  [
    from(
      '1.6',
      'node',
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.6.0, v1.8.0, v1.9.0',
        'nodeControllerName; NewControllerInitializers',
      ),
    ),
    from(
      '1.10',
      'nodelifecycle',
      read(
        'cmd/kube-controller-manager/app/controllermanager.go',
        'v1.10.0',
        'NewControllerInitializers',
      ),
    ),
  ],
  { absent: 'node' },
);

/** The line at -v=2 with which the event NodeNotReady is recorded. */
export const statusChangeLine = timeline<'printf' | 'structured'>('nodeLifecycle.log.style', [
  from(
    '1.4',
    'printf',
    read('pkg/controller/node/controller_utils.go', 'v1.4.0', 'recordNodeStatusChange'),
  ),
  from('1.23', 'structured', inferred(EVENTS, 'v1.25.10', 'RecordNodeStatusChange')),
]);
