/** A node joins, in one step: how that goes is first-boot's matter. */
import { MINUTE } from '../../cluster/model/instant.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import { DEFAULT_RELEASE, RELEASES, type Release } from '../../releases/release.ts';
import { NODE, STARTS_AT } from '../first-boot/cluster.ts';
import type { StepIn } from '../model.ts';
import { onlyIn } from '../stretch.ts';
import { objectsOf } from './objects.ts';

function joinsAt(release: Release): readonly Intent[] {
  const objects = objectsOf(release);
  return [
    ...(objects.length === 0 ? [] : [{ type: 'kubectl.apply', objects } as const]),
    { type: 'clock.advance', to: STARTS_AT + MINUTE },
    { type: 'node.provision', node: NODE },
    { type: 'kubelet.start', node: NODE },
  ];
}

export const joins = joinsAt(DEFAULT_RELEASE);

const isDifferent = (release: Release): boolean =>
  JSON.stringify(joinsAt(release)) !== JSON.stringify(joins);

/** Releases with other objects. */
export const joinsOtherwise: readonly StepIn[] = RELEASES.filter(isDifferent).map((release) => ({
  only: onlyIn(release),
  does: joinsAt(release),
}));
