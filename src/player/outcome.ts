/** What the page says when an act is done: what kubectl printed, when it is now, and what went on meanwhile. */
import type { Log } from '../cluster/model/facts.ts';
import { rfc3339 } from '../cluster/model/instant.ts';
import type { Act } from './acts.ts';
import type { Notice } from './notice.ts';
import type { Recording } from './recording.ts';

/** It may have come too late: an approver is faster than a person. */
function printed({ printed = [] }: Recording): readonly Notice[] {
  const text = printed.join(' ');
  return text === '' ? [] : [{ key: 'lab.act.printed', values: { text } }];
}

/** What happened in these facts: certificates that came into use, attempts that were passed over. */
function passed(facts: Log): readonly Notice[] {
  const installed = facts.filter(({ type }) => type === 'certificate.installed').length;
  const repeated = facts.reduce(
    (sum, fact) => sum + (fact.type === 'attempts.repeated' ? fact.count : 0),
    0,
  );
  const last = facts.at(-1);
  const now = rfc3339(last?.type === 'clock.advanced' ? last.to : (last?.at ?? 0));
  const certificates = String(installed);
  if (repeated === 0) return [{ key: 'lab.time.passed', values: { now, certificates } }];
  const count = repeated.toLocaleString('en');
  return [{ key: 'lab.time.repeated', values: { now, certificates, count } }];
}

/** Notices on the act that made a run, between the cursors at which it was done and at which it is seen. */
export function outcomeOf(run: Recording, act: Act, from: number, to: number): readonly Notice[] {
  if (run.paused) {
    const { at, until } = run.paused;
    return [{ key: 'lab.time.paused', values: { at, until }, act: { verb: 'wait', until } }];
  }
  return act.verb === 'wait' ? passed(run.log.slice(from, to)) : printed(run);
}
