/** Lengths of time as kubectl shows them in AGE (apimachinery, pkg/util/duration/duration.go). */
import { ageForm } from '../../releases/kubectl-tables.ts';
import type { Release } from '../../releases/release.ts';
import { DAY, HOUR, MINUTE, SECOND, type Duration } from '../model/instant.ts';

const YEAR = 365 * DAY;

const whole = (duration: Duration, unit: Duration): number => Math.floor(duration / unit);

/** ShortHumanDuration. */
function oneUnit(duration: Duration): string {
  if (duration < MINUTE) return `${whole(duration, SECOND)}s`;
  if (duration < HOUR) return `${whole(duration, MINUTE)}m`;
  if (duration < DAY) return `${whole(duration, HOUR)}h`;
  return duration < YEAR ? `${whole(duration, DAY)}d` : `${whole(duration, YEAR)}y`;
}

type Unit = readonly [string, Duration];

function pair(duration: Duration, [great, large]: Unit, [little, small]: Unit): string {
  const rest = whole(duration % large, small);
  return `${whole(duration, large)}${great}${rest === 0 ? '' : `${rest}${little}`}`;
}

/** HumanDuration. */
function twoUnits(duration: Duration): string {
  if (duration < 2 * MINUTE) return `${whole(duration, SECOND)}s`;
  if (duration < 10 * MINUTE) return pair(duration, ['m', MINUTE], ['s', SECOND]);
  if (duration < 3 * HOUR) return `${whole(duration, MINUTE)}m`;
  if (duration < 8 * HOUR) return pair(duration, ['h', HOUR], ['m', MINUTE]);
  if (duration < 48 * HOUR) return `${whole(duration, HOUR)}h`;
  if (duration < 8 * DAY) return pair(duration, ['d', DAY], ['h', HOUR]);
  if (duration < 2 * YEAR) return `${whole(duration, DAY)}d`;
  return duration < 8 * YEAR
    ? pair(duration, ['y', YEAR], ['d', DAY])
    : `${whole(duration, YEAR)}y`;
}

/** Up to two seconds in the future count as now, since clocks differ. */
export function humanDuration(duration: Duration, release: Release): string {
  if (duration <= -2 * SECOND) return '<invalid>';
  if (duration < 0) return '0s';
  const form = ageForm.at(release);
  if (form === 'oneUnit') return oneUnit(duration);
  const text = twoUnits(duration);
  return form === 'twoUnits' && /^[2-7]y$/.test(text) ? `${text}0d` : text;
}
