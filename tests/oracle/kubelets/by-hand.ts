/** Scenarios c and d: a request that waits for a person, over a restart of the kubelet, and one that is denied. */
import { SECOND } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { recordedObjects, without } from '../cluster/spec.ts';
import type { Aspect } from '../comparison.ts';
import { named, runAspects, stageAspects } from './aspects.ts';
import { masked } from './masks.ts';
import { KubeletReplay } from './replay.ts';
import type { KubeletRun } from './runs.ts';

const APPROVAL = 'node-client-auto-approve-csr';

/** What kubectl printed, without the command and its exit code. */
const printed = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('$ ') && !line.startsWith('(exit '))
    .map(masked);

async function decided(
  replay: KubeletReplay,
  verb: 'approve' | 'deny',
  ordinal: number,
): Promise<readonly string[]> {
  const from = replay.cluster.simulation.log.length;
  const csr = { node: replay.run.node, purpose: 'client', ordinal } as const;
  await replay.cluster.give({ type: 'kubectl.certificate', verb, csr });
  await replay.cluster.pass(100);
  return (
    replay.cluster
      .facts('log.printed', from)
      // The table is compared as `kubectl get csr`; the recorder looked at it apart.
      .filter(({ by, message }) => by.startsWith('kubectl@') && !message.includes('\n'))
      .map(({ message }) => masked(message))
  );
}

/** c: pending, the kubelet killed and started again, approved. */
export async function approvedByHand(
  first: KubeletRun,
  second: KubeletRun,
  release: Release,
): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(first, release, { approvesGroup: false });
  await replay.prepare(without(recordedObjects(release), APPROVAL));
  await replay.start(first.startedAt);
  await replay.until(second.startedAt - SECOND);
  const before = [
    ...runAspects(first, replay),
    ...(await stageAspects(first.stages?.['1-pending'], replay)),
  ];
  await replay.cluster.give({ type: 'kubelet.stop', node: first.node });
  await replay.start(second.startedAt);
  await replay.until(Date.parse(second.approvedAt!));
  const output = await decided(replay, 'approve', 1);
  const requests = replay.csrs().length;
  if (requests > 1) await decided(replay, 'approve', requests);
  await replay.until(Date.parse(second.approvedAt!) + 2 * SECOND);
  const again = await decided(replay, 'approve', requests);
  await replay.until(second.stages!['3-approved']!.at! + SECOND);
  const kubectl = second.kubectl ?? {};
  return [
    ...named('pending', before),
    ...runAspects(second, replay),
    ...(await stageAspects(second.stages?.['3-approved'], replay)),
    { name: 'kubectl approve', recorded: printed(kubectl['approve'] ?? ''), replayed: output },
    { name: 'kubectl again', recorded: printed(kubectl['approve-again'] ?? ''), replayed: again },
  ];
}

/** d: denied, and the kubelet started again with the same directory. */
export async function denied(
  first: KubeletRun,
  second: KubeletRun,
  release: Release,
): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(first, release, { approvesGroup: false });
  await replay.prepare(without(recordedObjects(release), APPROVAL));
  await replay.start(first.startedAt);
  await replay.until(first.startedAt + 2 * SECOND);
  const output = await decided(replay, 'deny', 1);
  await replay.until(second.startedAt - SECOND);
  const once = [
    ...runAspects(first, replay),
    ...(await stageAspects(first.stages?.['after'], replay)),
  ];
  await replay.cluster.give({ type: 'kubelet.stop', node: first.node });
  await replay.start(second.startedAt);
  await replay.until(second.startedAt + 15 * SECOND);
  return [
    ...once,
    { name: 'kubectl deny', recorded: printed(first.kubectl?.['deny'] ?? ''), replayed: output },
    ...named('second', [
      ...runAspects(second, replay),
      ...(await stageAspects(second.stages?.['after'], replay)),
    ]),
  ];
}
