/**
 * systemd, which starts a kubelet again, and the power of its host.
 * SIMPLIFIED: kubeadm's unit file (Restart=always, RestartSec=10) stands for every set-up; a kubelet that is stopped on
 * purpose stays stopped.
 */
import type { Fact, FactBody, FactOf } from '../model/facts.ts';
import { SECOND } from '../model/instant.ts';
import { skippable } from '../model/repetition.ts';
import { commandLine } from './command-line.ts';
import { processEnded } from './exit.ts';
import type { NodeKubelet } from './node-kubelet.ts';

export const RESTART_PAUSE = 10 * SECOND;

/** From power on to the start of the kubelet: a plain guess. */
const BOOT = 20 * SECOND;

/** A moment after the end of a process, when the messages of its last requests have arrived. */
const MOMENT = 5 * SECOND;

/** Statuses of a process that nobody starts again: stopped on purpose, or gone with the power. */
const STOPPED = 0;
const KILLED = 137;

const startTimer = (node: string): string => `supervisor/${node}/start`;
const lookTimer = (node: string): string => `supervisor/${node}/passOver`;

function timer(
  { by, node, state }: NodeKubelet,
  name: 'start' | 'passOver',
  ms: number,
  repeats: boolean,
): FactBody {
  return {
    type: 'timer.set',
    by,
    timer: name === 'start' ? startTimer(node) : lookTimer(node),
    due: state.now + ms,
    purpose: { name: `supervisor.${name}`, of: node },
    ...(repeats ? { repeats } : {}),
  };
}

/** Whatever the supervisor waits for is off. */
export function supervisionEnded({ by, node, state }: NodeKubelet): readonly FactBody[] {
  return [startTimer(node), lookTimer(node)]
    .filter((id) => state.timers.has(id))
    .map((id) => ({ type: 'timer.cancelled', by, timer: id }));
}

const isPowered = ({ state, node }: NodeKubelet): boolean =>
  state.hosts.get(node)?.powered !== false;

export const processBegun = (kubelet: NodeKubelet): readonly FactBody[] => [
  ...supervisionEnded(kubelet),
  {
    type: 'process.started',
    by: kubelet.by,
    release: kubelet.release,
    commandLine: commandLine(kubelet),
  },
];

export function processIsGone(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'process.exited'>>,
): readonly FactBody[] {
  const stays = kubelet.spec.supervised === false || [STOPPED, KILLED].includes(fact.code);
  if (stays || !isPowered(kubelet)) return [];
  const repeats = (kubelet.memory.crashes?.count ?? 0) >= 2;
  return [
    timer(kubelet, 'start', RESTART_PAUSE, repeats),
    ...(repeats ? [timer(kubelet, 'passOver', MOMENT, true)] : []),
  ];
}

export function supervisorTimerFired(
  kubelet: NodeKubelet,
  fact: Fact<FactOf<'timer.fired'>>,
): readonly FactBody[] {
  if (kubelet.isRunning || !isPowered(kubelet)) return [];
  if (fact.purpose.name === 'supervisor.start') return processBegun(kubelet);
  return fact.purpose.name === 'supervisor.passOver' ? crashesPassedOver(kubelet) : [];
}

/** A process that ends in the same way each time: what lies between is told in one fact. */
function crashesPassedOver(kubelet: NodeKubelet): readonly FactBody[] {
  const { by, memory, node, state } = kubelet;
  const start = state.timers.get(startTimer(node));
  const every = memory.crashes?.every;
  const skip = start && every !== undefined ? skippable(state, start.due, every) : undefined;
  if (!start || every === undefined || !skip) return [];
  return [
    {
      type: 'attempts.repeated',
      by,
      what: 'kubelet.process',
      from: start.due,
      to: skip.next - every,
      every,
      count: skip.count,
    },
    timer(kubelet, 'start', skip.next - state.now, true),
  ];
}

/** Without power everything in memory is gone and nobody says goodbye; with it, the kubelet starts with what is on disk. */
export function powerSet(kubelet: NodeKubelet, on: boolean): readonly FactBody[] {
  if (!on) {
    const ended = kubelet.isRunning
      ? processEnded(kubelet, KILLED, 'the host has lost its power', 'bootstrapToo')
      : [];
    return [...supervisionEnded(kubelet), ...ended];
  }
  const wasStarted = kubelet.state.processes.has(kubelet.by);
  return wasStarted && !kubelet.isRunning ? [timer(kubelet, 'start', BOOT, false)] : [];
}
