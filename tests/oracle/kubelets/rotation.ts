/** Scenarios e, g and x: kubelets that get their certificates, and renew them under short signing durations. */
import { MINUTE, SECOND } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { recordedObjects, without } from '../cluster/spec.ts';
import type { Aspect } from '../comparison.ts';
import { named, runAspects, stageAspects } from './aspects.ts';
import { csrsAspect, fatalAspect } from './compare.ts';
import { firstLife } from './first-life.ts';
import { bootstrapKubeconfig, KubeletReplay } from './replay.ts';
import type { KubeletRun } from './runs.ts';

/** Stages at which the directory was listed, in their order; serving requests are approved from `approvedFrom` on. */
async function throughStages(
  run: KubeletRun,
  replay: KubeletReplay,
  approvedFrom: string,
): Promise<readonly Aspect[]> {
  const aspects: Aspect[] = [];
  const stages = Object.entries(run.stages ?? {}).sort(([, a], [, b]) => a.at! - b.at!);
  let approving = false;
  for (const [name, stage] of stages) {
    // The directory was listed within the second that it says.
    const at = stage.at! + (name === '9-last' ? 0 : SECOND);
    await (approving ? replay.approvingServing(at) : replay.until(at));
    aspects.push(...named(name, await stageAspects(stage, replay)));
    approving ||= name === approvedFrom;
  }
  return aspects;
}

/** e: ten minutes of signing duration, client and serving certificates rotating; f looks at the serving one of e2. */
export async function rotation(run: KubeletRun, release: Release): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(run, release);
  await replay.prepare(recordedObjects(release));
  await replay.withSelfSignedPair();
  await replay.start(run.startedAt);
  const looked = run.stages?.['f-1'] === undefined ? '0-first' : 'f-1';
  const stages = await throughStages(run, replay, looked);
  return [
    ...stages,
    ...(run.csrs === undefined ? [] : [csrsAspect(run.csrs, replay)]),
    ...runAspects(run, replay),
    fatalAspect(run, replay),
    ...firstLife(run, replay, release),
  ];
}

/** f, as far as it is a run of its own: a serving certificate that a person approves. */
export async function serving(run: KubeletRun, release: Release): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(run, release);
  await replay.prepare(recordedObjects(release));
  await replay.start(run.startedAt);
  return throughStages(run, replay, 'f-1');
}

/** g: a kubelet with a Bootstrap Token; where nobody had bound the approver's role, its request stays as it is. */
export async function withBootstrapToken(
  run: KubeletRun,
  release: Release,
): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(run, release);
  const approves = run.stages?.['after']?.csrs?.some(({ conditions }) => conditions.length > 0);
  const objects = recordedObjects(release);
  await replay.prepare(
    approves === true ? objects : without(objects, 'node-client-auto-approve-csr'),
    bootstrapKubeconfig('07401b.f395accd246ae52d'),
  );
  await replay.start(run.startedAt);
  await replay.until(run.stages!['after']!.at! + SECOND);
  return [...runAspects(run, replay), ...(await stageAspects(run.stages?.['after'], replay))];
}

/** x: signing durations that leave nothing, or a minute, of the five minutes of back-dating. */
export async function shortDuration(
  id: string,
  run: KubeletRun,
  release: Release,
): Promise<readonly Aspect[]> {
  const signingDuration = (id.endsWith('5m') ? 5 : 6) * MINUTE;
  const replay = new KubeletReplay(run, release, { signingDuration });
  await replay.prepare(recordedObjects(release));
  await replay.withSelfSignedPair();
  await replay.start(run.startedAt);
  await replay.until(run.stages!['after']!.at!);
  return [...runAspects(run, replay), ...(await stageAspects(run.stages?.['after'], replay))];
}
