/**
 * One seed for all property tests, so that a check that passed on a commit passes on it everywhere.
 * `FAST_CHECK_SEED=random npm test -- unit` draws afresh; a number takes up a run that failed.
 */
import fc from 'fast-check';

const wanted = process.env['FAST_CHECK_SEED'] ?? '20261124';

if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
