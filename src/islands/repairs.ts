import type { Act } from '../player/acts.ts';
import type { Lab } from './lab-context.ts';

export interface Repair {
  readonly act: Act;
  readonly label: string;
}

/** What would mend the variant that the run shows, as something to press; undefined where nothing would. */
export function repairOf({ player, variants }: Lab): Repair | undefined {
  const variant = player.scenario.variants.find(({ id }) => id === player.place.variant);
  const words = variants.find(({ id }) => id === variant?.id);
  if (!variant || words?.repair === undefined) return undefined;
  const broken = Object.values(variant.does).flat();
  const label = words.repair;
  for (const intent of broken) {
    if (intent.type === 'kubectl.delete')
      return { act: { verb: 'create', binding: intent.name }, label };
    if (intent.type === 'node.provision') return { act: { verb: 'provision' }, label };
  }
  return undefined;
}
