import { stageView } from '../views/stage/index.ts';
import type { Lab } from './lab-context.ts';
import { stepNumber, stepTitle } from './step-title.ts';

/** What a screen reader says after a move: one sentence, with what was refused. Playing says nothing. */
export function announcement(lab: Lab): string {
  const { player, steps, t } = lab;
  if (player.playing || !player.whole) return '';
  const { span, place } = player;
  const step = t('lab.announce.step', {
    number: stepNumber(lab),
    total: steps.length,
    title: stepTitle(lab),
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
  return `${step}; ${refused}`;
}
