import type { ClusterSpec } from '../../cluster/model/cluster-spec.ts';
import type { Fact } from '../../cluster/model/facts.ts';
import { componentId } from '../../cluster/model/requests.ts';
import { label, type Projection } from '../projection.ts';
import { controllersAfter } from './controllers.ts';
import { closedCorridor } from './gates.ts';
import { currentPassage, memoryAfter, noMemory } from './memory.ts';
import type { StageMemory, StagePicture } from './model.ts';
import { nodesAfter, nodesOf } from './nodes.ts';
import { personAfter } from './person.ts';
import { shelfAfter } from './shelf.ts';

export * from './model.ts';

const nowhere = componentId('kube-apiserver', '');

const initial: StagePicture = {
  now: 0,
  seq: -1,
  nodes: [],
  apiServer: {
    component: nowhere,
    address: '',
    release: '',
    running: false,
    corridor: closedCorridor,
    shelf: [],
  },
  controllerManager: {
    component: componentId('kube-controller-manager', ''),
    running: false,
    holdsCaKey: false,
    approver: { work: 'idle' },
    signer: { work: 'idle' },
  },
  person: { component: componentId('kubectl', ''), act: label('person.idle') },
  memory: noMemory,
};

function empty(spec: ClusterSpec): StagePicture {
  const { host, endpoint, release } = spec.controlPlane;
  return {
    ...initial,
    nodes: nodesOf(spec),
    apiServer: {
      ...initial.apiServer,
      component: componentId('kube-apiserver', host),
      address: endpoint,
      release,
    },
    controllerManager: {
      ...initial.controllerManager,
      component: componentId('kube-controller-manager', host),
    },
    person: { ...initial.person, component: componentId('kubectl', spec.workstation.host) },
  };
}

const isRunning = (picture: StagePicture, fact: Fact): boolean => {
  const { component, running } = picture.apiServer;
  if (fact.by !== component) return running;
  return fact.type === 'process.started' || (fact.type !== 'process.exited' && running);
};

/** Connection, request and answer of the passage that is shown. */
function shown(memory: StageMemory): Pick<StagePicture, 'connection' | 'exchange' | 'answer'> {
  const passage = currentPassage(memory);
  if (!passage) return {};
  const connection = memory.connections.find(({ id }) => id === passage.connection);
  return {
    exchange: passage.exchange,
    ...(connection ? { connection: { ...connection, clientShows: passage.shows } } : {}),
    ...(passage.answer ? { answer: passage.answer } : {}),
  };
}

/** The controller manager reads the CA key from the file that its flag names when it starts. */
const holdsCaKey = (picture: StagePicture, fact: Fact): boolean =>
  picture.controllerManager.holdsCaKey ||
  (fact.type === 'process.started' &&
    fact.by === picture.controllerManager.component &&
    fact.commandLine.some((flag) => flag.startsWith('--cluster-signing-key-file=')));

function apply(picture: StagePicture, fact: Fact): StagePicture {
  const start = fact.type === 'scenario.started' ? empty(fact.cluster) : picture;
  const memory = memoryAfter(start.memory, fact);
  const passage = currentPassage(memory);
  const controllerManager = controllersAfter(start.controllerManager, fact, passage?.exchange);
  return {
    now: fact.type === 'clock.advanced' ? fact.to : fact.at,
    seq: fact.seq,
    nodes: nodesAfter(start.nodes, fact, memory),
    apiServer: {
      ...start.apiServer,
      running: isRunning(start, fact),
      corridor: passage?.corridor ?? closedCorridor,
      shelf: shelfAfter(start.apiServer.shelf, fact),
    },
    controllerManager: { ...controllerManager, holdsCaKey: holdsCaKey(start, fact) },
    person: personAfter(start.person, fact),
    ...shown(memory),
    memory,
  };
}

/** The picture in the middle of the lab. */
export const stageView: Projection<StagePicture> = { initial, apply };
