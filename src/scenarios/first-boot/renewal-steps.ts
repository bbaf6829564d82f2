/** Months and years: both certificates are renewed, or the one that nobody renews comes to its end. */
import { DAY } from '../../cluster/model/instant.ts';
import { connectionCheck } from '../../releases/kubelet-rotation.ts';
import { clientRotationSwitch } from '../../releases/kubelet-flags.ts';
import type { Release } from '../../releases/release.ts';
import type { Step } from '../model.ts';
import { stretchWhere } from '../stretch.ts';
import { NODE } from './cluster.ts';
import {
  csrApproved,
  csrAnswered,
  csrNotAuthenticated,
  csrSent,
  installed,
  KUBELET,
} from './patterns.ts';
import { approveByHand, withoutHand } from './serving-steps.ts';

const CHAPTER = 'renew';

/** More than what is left of a year's certificate at any time. */
const A_YEAR = 400 * DAY;

const isRotating = (release: Release): boolean => clientRotationSwitch.at(release) !== 'none';
const closes = (release: Release): boolean => connectionCheck.at(release) !== undefined;

const rotates = { only: stretchWhere(isRotating), because: 'noRotation' } as const;
const closesConnections = { only: stretchWhere(closes), because: 'connectionsStay' } as const;
/** Where a kubelet keeps its old connections, it is refused before it comes to this. */
const goesOn = { only: stretchWhere(closes), because: 'lifeEnds' } as const;

export const renewalSteps: readonly Step[] = [
  {
    id: 'certificate-expired',
    chapter: CHAPTER,
    until: [{ type: 'certificate.expired', by: KUBELET, where: { role: 'kubelet-client' } }],
    within: A_YEAR,
    only: stretchWhere((release) => !isRotating(release)),
    because: 'rotates',
  },
  {
    id: 'renewal-requested',
    chapter: CHAPTER,
    until: [csrAnswered],
    main: csrSent,
    within: A_YEAR,
    ...rotates,
  },
  {
    id: 'renewal-approved',
    chapter: CHAPTER,
    until: [csrApproved],
    main: { type: 'approver.answered', where: { allowed: true } },
    ...rotates,
  },
  { id: 'renewal-stored', chapter: CHAPTER, until: [installed('kubelet-client')], ...rotates },
  {
    id: 'connections-closed',
    chapter: CHAPTER,
    until: [{ type: 'connection.closed', by: KUBELET, where: { reason: 'certificateRotated' } }],
    ...closesConnections,
  },
  {
    id: 'old-certificate-refused',
    chapter: CHAPTER,
    until: [csrNotAuthenticated(NODE)],
    expectsRefusal: true,
    within: A_YEAR,
    only: stretchWhere((release) => isRotating(release) && !closes(release)),
    because: 'connectionsClose',
  },
  {
    id: 'serving-renewal-requested',
    chapter: CHAPTER,
    until: [csrAnswered],
    main: csrSent,
    within: A_YEAR,
    ...goesOn,
  },
  {
    id: 'serving-renewed',
    chapter: CHAPTER,
    does: [approveByHand],
    until: [installed('kubelet-serving')],
    ...goesOn,
    instead: [{ only: withoutHand, does: [] }],
  },
  {
    id: 'next-year',
    chapter: CHAPTER,
    until: [csrAnswered],
    main: csrSent,
    within: A_YEAR,
    ...goesOn,
  },
];
