/** How a kubelet ends. */
import { keyAfterFailure } from '../../releases/kubelet-bootstrap.ts';
import { failedToRun, failedToRunCode } from '../../releases/kubelet-logs-process.ts';
import type { FactBody } from '../model/facts.ts';
import { lifecycleKey } from '../model/state.ts';
import { changeFacts, resolved, type FileChange } from './files.ts';
import { printed } from './log.ts';
import { moved, timerId } from './moves.ts';
import { managerOf, type NodeKubelet } from './node-kubelet.ts';
import { bootstrapKeyPath, clientPairPaths } from './paths.ts';

const MANAGERS = ['clientCertificate', 'servingCertificate'] as const;

function hasBegun({ state, node }: NodeKubelet, chart: (typeof MANAGERS)[number]): boolean {
  const found = state.lifecycles.get(lifecycleKey(chart, node));
  return found !== undefined && found.value !== 'noCertificate';
}

/** The process is gone: its own timers with it; a bootstrap that failed stays visible as failed. */
export function processEnded(
  kubelet: NodeKubelet,
  code: number,
  message: string,
  charts: 'bootstrapToo' | 'certificateOnly',
): readonly FactBody[] {
  const prefix = timerId(kubelet, '');
  const timers = [...kubelet.state.timers.keys()].filter((id) => id.startsWith(prefix));
  const cancelled = timers.map((timer): FactBody => ({
    type: 'timer.cancelled',
    by: kubelet.by,
    timer,
  }));
  const stopped = { type: 'processStopped' };
  const moves = [
    ...(charts === 'bootstrapToo' ? moved(kubelet, 'bootstrap', stopped) : []),
    ...MANAGERS.flatMap((chart) =>
      hasBegun(kubelet, chart) ? moved(kubelet, chart, stopped) : [],
    ),
  ].filter((fact) => fact.type !== 'timer.cancelled');
  return [...cancelled, ...moves, { type: 'process.exited', by: kubelet.by, code, message }];
}

/** The bootstrap failed, or something else without which there is no kubelet: the release's last words and its status. */
export function failedToStart(kubelet: NodeKubelet, reason: string): readonly FactBody[] {
  const err = `failed to run Kubelet: ${reason}`;
  return [
    ...changeFacts(cleanedUp(kubelet), kubelet.by, kubelet.node),
    ...printed(kubelet.by, failedToRun.at(kubelet.release), { err }),
    ...processEnded(kubelet, failedToRunCode.at(kubelet.release), err, 'certificateOnly'),
  ];
}

/** What the release removes of a bootstrap that failed: in 1.9 and 1.10 key and certificate, up to 1.6 a key just made. */
function cleanedUp(kubelet: NodeKubelet): readonly FileChange[] {
  const fate = keyAfterFailure.at(kubelet.release);
  if (fate === 'kept' || !managerOf(kubelet).request?.key) return [];
  const paths =
    fate === 'removed'
      ? [bootstrapKeyPath(kubelet), clientPairPaths(kubelet).certificate]
      : newKeyPaths(kubelet);
  return paths
    .filter((path) => resolved(kubelet.files, path))
    .map((path) => ({ kind: 'remove', path }));
}

const newKeyPaths = (kubelet: NodeKubelet): readonly string[] =>
  managerOf(kubelet).request?.keyIsNew ? [bootstrapKeyPath(kubelet)] : [];
