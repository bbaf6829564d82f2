import type { Fact, FactOf } from '../cluster/model/facts.ts';
import { rfc3339 } from '../cluster/model/instant.ts';
import type { ComponentId } from '../cluster/model/requests.ts';
import { label, type Label } from './projection.ts';

/** Attempts that were all alike and are told in one sentence (cluster/model/repetition.ts). */
export interface Repeated {
  /** `seq` of the fact that stands for them. */
  readonly seq: number;
  readonly by: ComponentId;
  readonly told: Label<'repeated.more'>;
}

export const repeatedOf = ({
  seq,
  by,
  count,
  to,
}: Fact<FactOf<'attempts.repeated'>>): Repeated => ({
  seq,
  by,
  told: label('repeated.more', { count: count.toLocaleString('en'), until: rfc3339(to) }),
});
