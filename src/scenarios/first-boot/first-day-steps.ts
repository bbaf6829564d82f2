/** The day after: the token has expired, and a second machine comes with it. */
import { DAY, HOUR, MINUTE } from '../../cluster/model/instant.ts';
import { tokenCleanerExists, tokenCleanerTiming } from '../../releases/cleaners.ts';
import { joinTokenLifetime } from '../../releases/kubeadm.ts';
import type { Step } from '../model.ts';
import { stretchWhere } from '../stretch.ts';
import { STARTS_AT } from './cluster.ts';
import { csrNotAuthenticated } from './patterns.ts';
import { SECOND_NODE } from './second-node.ts';

const CHAPTER = 'day';
const expires = stretchWhere((release) => joinTokenLifetime.at(release) !== undefined);
/** Where tokencleaner does not wait for the Secret's time to come. */
const staysBehind = stretchWhere(
  (release) => tokenCleanerExists.at(release) && tokenCleanerTiming.at(release) === 'onEvents',
);
const MINUTE_LATE = STARTS_AT + DAY + MINUTE;

export const firstDaySteps: readonly Step[] = [
  {
    id: 'token-expired',
    chapter: CHAPTER,
    until: [{ type: 'tokenCleaner.removed' }],
    main: { type: 'object.deleted', where: { key: 'secrets/kube-system/*' } },
    within: 2 * DAY,
    only: expires,
    because: 'tokenLasts',
    instead: [
      {
        only: staysBehind,
        does: [{ type: 'clock.advance', to: MINUTE_LATE }],
        until: [{ type: 'clock.advanced', where: { to: MINUTE_LATE } }],
      },
    ],
  },
  {
    id: 'second-node-refused',
    chapter: CHAPTER,
    does: [
      { type: 'clock.advance', to: STARTS_AT + DAY + HOUR },
      { type: 'node.provision', node: SECOND_NODE },
      { type: 'kubelet.start', node: SECOND_NODE },
    ],
    until: [csrNotAuthenticated(SECOND_NODE)],
    expectsRefusal: true,
    within: 5 * MINUTE,
    only: expires,
    because: 'tokenLasts',
  },
];
