import type { Player } from '../player/player.ts';
import type { Lab } from './lab-context.ts';

/** The variant whose words stand for those of the step at hand, until the reader has mended it or decided otherwise. */
export function variantShown({ place, span, scenario }: Player): string | undefined {
  const variant = scenario.variants.find(({ id }) => id === place.variant);
  if (!variant || variant.about !== span.id) return undefined;
  const taken = place.acts.length > 0 && (variant.goesOn || span.outcome === 'reached');
  return taken ? undefined : variant.id;
}

/** The headline of the step at hand. */
export function stepTitle({ player, steps, variants, t }: Lab): string {
  const own = variantShown(player);
  if (own === undefined && player.span.outcome === 'diverged') return t('lab.transport.stopsHere');
  const words =
    variants.find(({ id }) => id === own) ?? steps.find(({ id }) => id === player.span.id);
  return words?.title ?? player.span.id;
}

/** Its number, which is the same in every release. */
export const stepNumber = ({ player, steps }: Lab): number =>
  steps.findIndex(({ id }) => id === player.span.id) + 1;
