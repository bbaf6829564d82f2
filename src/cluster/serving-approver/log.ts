import type { FactOf } from '../model/facts.ts';
import type { ClusterState } from '../model/state.ts';
import { approverId } from './identity.ts';

/** A line on the approver's stderr; the words are its own. */
export const printed = (
  state: ClusterState,
  severity: 'I' | 'E',
  message: string,
): FactOf<'log.printed'> => ({
  type: 'log.printed',
  by: approverId(state),
  severity,
  verbosity: 0,
  file: '',
  message,
});
