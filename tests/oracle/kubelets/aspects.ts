/** Aspects that belong together: of a directory as it was listed, of a run from its start to its end. */
import type { Aspect } from '../comparison.ts';
import {
  csrsAspect,
  exitAspect,
  filesAspect,
  kubeconfigAspect,
  logAspect,
  requestsAspect,
} from './compare.ts';
import { kubectlAspects } from './kubectl.ts';
import { portAspect } from './port.ts';
import type { KubeletReplay } from './replay.ts';
import type { KubeletRun, RecordedStage } from './runs.ts';

export async function stageAspects(
  stage: RecordedStage | undefined,
  replay: KubeletReplay,
): Promise<readonly Aspect[]> {
  if (!stage) return [];
  return [
    filesAspect(stage.files, replay),
    ...(stage.kubeconfig === undefined ? [] : [kubeconfigAspect(stage.kubeconfig, replay)]),
    ...(stage.csrs === undefined ? [] : [csrsAspect(stage.csrs, replay)]),
    ...(await kubectlAspects(stage, replay)),
    ...(stage.port === undefined ? [] : [portAspect(stage.port, replay)]),
  ];
}

export const logAspects = (run: KubeletRun, replay: KubeletReplay): readonly Aspect[] => [
  logAspect(run, replay),
  ...(run.requests === undefined ? [] : [requestsAspect(run, replay)]),
];

export const exitAspects = (run: KubeletRun, replay: KubeletReplay): readonly Aspect[] =>
  run.exit === undefined ? [] : [exitAspect(run.exit, replay)];

export const runAspects = (run: KubeletRun, replay: KubeletReplay): readonly Aspect[] => [
  ...logAspects(run, replay),
  ...exitAspects(run, replay),
];

/** The same aspects under names of their own. */
export const named = (prefix: string, aspects: readonly Aspect[]): readonly Aspect[] =>
  aspects.map((aspect) => ({ ...aspect, name: `${prefix} ${aspect.name}` }));
