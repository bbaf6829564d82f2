import { describe, expect, it } from 'vitest';
import { absenceOf, noticeOfAbsence } from '../../src/player/absence.ts';
import { SCENARIOS } from '../../src/scenarios/index.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { wordsOf } from '../../src/site/words.ts';

const t = wordsOf('en');
const lacking = SCENARIOS.flatMap(({ id, steps, variants }) =>
  [...steps, ...variants]
    .filter(({ because }) => because !== undefined)
    .map((one) => ({ ...one, name: `${id}/${one.id}` })),
);

describe('why a release lacks a step or a variant', () => {
  it.each(lacking)('is said of $name with the releases in their places', (one) => {
    const { key, values } = noticeOfAbsence(one);
    expect(t(key, values)).not.toMatch(/[{}]/);
  });

  it.each([
    ['access-reviewed', /SubjectAccessReview from 1\.7 on/],
    ['certificate-expired', /^From 1\.7 on a kubelet renews/],
    ['old-certificate-refused', /^From 1\.8 on .* Up to 1\.6 it renews nothing/],
    ['next-year', /^From 1\.8 on\. A kubelet of 1\.7 is refused/],
  ])('names the releases that have %s, or those beside them', (step, words) => {
    const found = firstBoot.steps.find(({ id }) => id === step)!;
    const { key, values } = noticeOfAbsence(found);
    expect(t(key, values)).toMatch(words);
  });

  it('is said of a variant in a release that lacks it only', () => {
    const notice = absenceOf(firstBoot, 'deny-by-hand', '1.6')!;
    expect(t(notice.key, notice.values)).toContain('Up to 1.6 a flag');
    expect(absenceOf(firstBoot, 'deny-by-hand', '1.7')).toBeUndefined();
  });
});
