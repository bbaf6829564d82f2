/** Scenarios a and b: a kubelet whose bootstrap is refused. */
import { SECOND } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { recordedObjects, without } from '../cluster/spec.ts';
import type { Aspect } from '../comparison.ts';
import { exitAspects, logAspects, stageAspects } from './aspects.ts';
import { bootstrapKubeconfig, KubeletReplay } from './replay.ts';
import type { KubeletRun } from './runs.ts';

const TOKENS: Readonly<Record<string, string>> = {
  'b-wrong-token': '00000000000000000000000000000000',
  'b-empty-token': '',
  'b-bootstrap-token-unknown': 'ffffff.0123456789abcdef',
};

/** The recorder looked after this long whether the kubelet had ended, and took its log when it had. */
const PATIENCE = 25 * SECOND;

export async function refused(
  id: string,
  run: KubeletRun,
  release: Release,
): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(run, release);
  const all = recordedObjects(release);
  const objects = id === 'a-no-binding' ? without(all, 'kubelet-bootstrap', 'anyone-may-ask') : all;
  const server = id === 'b-no-server' ? 'https://127.0.0.1:1' : undefined;
  await replay.prepare(objects, bootstrapKubeconfig(TOKENS[id], server));
  if (id === 'b-wrong-ca') await replay.distrust();
  await replay.start(run.startedAt);
  await replay.until(run.startedAt + PATIENCE);
  const looked = [
    ...exitAspects(run, replay),
    ...(await stageAspects(run.stages?.['after'], replay)),
  ];
  await replay.until(run.startedAt + (run.log.at(-1)?.[0] ?? 0) + 5 * SECOND);
  return [...looked, ...logAspects(run, replay)];
}
