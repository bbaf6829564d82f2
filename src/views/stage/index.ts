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

/** Facts that change nothing on the stage but the time: most of a log, so they are told apart first. */
const OFF_STAGE: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'timer.set',
  'timer.cancelled',
  'timer.fired',
  'crypto.asked',
  'crypto.completed',
  'log.printed',
  'clock.advanced',
  'attempts.repeated',
]);

/** The same object where nothing differs, so that checkpoints share it. */
function changed<T extends object>(object: T, change: Partial<T>): T {
  const keys = Object.keys(change) as (keyof T)[];
  return keys.every((key) => object[key] === change[key]) ? object : { ...object, ...change };
}

/** All but the time. Connection, request and answer are set anew: none of them outlives its passage. */
function onStage(picture: StagePicture, fact: Fact): Omit<StagePicture, 'now' | 'seq'> {
  const memory = memoryAfter(picture.memory, fact);
  const passage = currentPassage(memory);
  return {
    nodes: nodesAfter(picture.nodes, fact, memory),
    apiServer: changed(picture.apiServer, {
      running: isRunning(picture, fact),
      corridor: passage?.corridor ?? closedCorridor,
      shelf: shelfAfter(picture.apiServer.shelf, fact),
    }),
    controllerManager: changed(
      controllersAfter(picture.controllerManager, fact, passage?.exchange),
      { holdsCaKey: holdsCaKey(picture, fact) },
    ),
    person: personAfter(picture.person, fact),
    ...shown(memory),
    memory,
  };
}

function apply(picture: StagePicture, fact: Fact): StagePicture {
  const { seq } = fact;
  const now = fact.type === 'clock.advanced' ? fact.to : fact.at;
  if (OFF_STAGE.has(fact.type)) return { ...picture, now, seq };
  const start = fact.type === 'scenario.started' ? empty(fact.cluster) : picture;
  return { ...onStage(start, fact), now, seq };
}

/** The picture in the middle of the lab. */
export const stageView: Projection<StagePicture> = { initial, apply };
