import { stageView } from '../views/stage/index.ts';
import type { Lab } from './lab-context.ts';

/** What a screen reader says after a move: one sentence, and what was refused. Playing says nothing. */
export function announcement(lab: Lab): string {
  const { player, steps, t } = lab;
  if (player.playing || !player.whole) return '';
  const { span, place } = player;
  const title = steps.find(({ id }) => id === span.id)?.title ?? span.id;
  const step = t('lab.announce.step', {
    number: steps.findIndex(({ id }) => id === span.id) + 1,
    total: steps.length,
    title,
    release: place.release,
  });
  if (span.outcome === 'reached') return step;
  const { answer, apiServer } = player.view(stageView);
  const gate = apiServer.corridor.find(({ state }) => state === 'refused');
  const refused =
    gate && answer
      ? t('lab.announce.refused', {
          gate: lab.say(`gate.${gate.name}`),
          answer: `${answer.code} ${answer.phrase}`,
        })
      : t('lab.announce.stopped');
  return `${step} ${refused}`;
}
