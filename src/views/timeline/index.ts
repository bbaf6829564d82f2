import { parseRfc3339, type Instant } from '../../cluster/model/instant.ts';
import type { CertificateDetails } from '../../cluster/model/crypto.ts';
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { BOOTSTRAP_TOKEN_SECRET_TYPE } from '../../cluster/model/bootstrap-token.ts';
import { commonNameOf } from '../../cluster/model/names.ts';
import { hostOf } from '../../cluster/model/requests.ts';
import { certificateRole, NODE_USER_PREFIX } from '../certificate-role.ts';
import type { Projection } from '../projection.ts';
import type { Lane, Life, TimelineView } from './model.ts';

export type * from './model.ts';

const LANES: Readonly<Record<string, Lane>> = {
  ca: 'ca',
  'kubelet-client': 'client',
  'kubelet-serving': 'serving',
  'kubelet-self-signed': 'serving',
};

/** 70 and 90 % of a life, between which a rotation is drawn (client-go util/certificate, nextRotationDeadline). */
function rotationWindow({ notBefore, notAfter }: CertificateDetails) {
  const life = notAfter - notBefore;
  return { earliest: notBefore + 0.7 * life, latest: notBefore + 0.9 * life };
}

/** The node that a certificate names, or the host of whoever made one for itself. */
function ownerOf(fact: Fact<FactOf<'certificate.issued' | 'certificate.installed'>>): string {
  const name = commonNameOf(fact.certificate.subject);
  return name.startsWith(NODE_USER_PREFIX) ? name.slice(NODE_USER_PREFIX.length) : hostOf(fact.by);
}

function certificateLife(
  fact: Fact<FactOf<'certificate.issued' | 'certificate.installed'>>,
): Life | undefined {
  const { certificate, at, seq } = fact;
  const role = certificateRole(fact.role, certificate);
  const lane = LANES[role];
  if (lane === undefined) return undefined;
  return {
    id: certificate.fingerprint,
    lane,
    owner: ownerOf(fact),
    from: certificate.notBefore,
    issued: at,
    to: certificate.notAfter,
    ...(role === 'kubelet-client' || role === 'kubelet-serving'
      ? { rotation: rotationWindow(certificate) }
      : {}),
    inUse: role === 'ca' || role === 'kubelet-self-signed',
    serial: certificate.serial,
    seq,
  };
}

const changeLives = (
  view: TimelineView,
  change: (lives: readonly Life[]) => readonly Life[],
): TimelineView => ({ ...view, lives: change(view.lives) });

function issued(
  view: TimelineView,
  fact: Fact<FactOf<'certificate.issued' | 'certificate.installed'>>,
): TimelineView {
  const life = certificateLife(fact);
  return life ? changeLives(view, (lives) => [...lives, life]) : view;
}

/** A certificate comes into use; the one before it in the same lane of the same node is over. */
function installed(view: TimelineView, fact: Fact<FactOf<'certificate.installed'>>): TimelineView {
  const id = fact.certificate.fingerprint;
  const known = view.lives.some((life) => life.id === id) ? view : issued(view, fact);
  const current = known.lives.find((life) => life.id === id);
  return changeLives(known, (lives) =>
    lives.map((life) => {
      if (life.id === id) return { ...life, inUse: true };
      const replaced = life.inUse && life.lane === current?.lane && life.owner === current.owner;
      return replaced ? { ...life, inUse: false, ended: fact.at } : life;
    }),
  );
}

function tokenStored(view: TimelineView, fact: Fact<FactOf<'object.stored'>>): TimelineView {
  const { object, key, at, seq } = fact;
  if (object.kind !== 'Secret' || object.type !== BOOTSTRAP_TOKEN_SECRET_TYPE) return view;
  const to = parseRfc3339(object.data?.['expiration'] ?? '');
  const before = view.lives.find((life) => life.id === key);
  const life: Life = {
    id: key,
    lane: 'token',
    owner: object.metadata.name,
    from: before?.from ?? at,
    issued: before?.issued ?? at,
    ...(to === undefined ? {} : { to }),
    inUse: true,
    seq,
  };
  return changeLives(view, (lives) => [...lives.filter(({ id }) => id !== key), life]);
}

const ended = (view: TimelineView, id: string, at: Instant): TimelineView =>
  changeLives(view, (lives) =>
    lives.some((life) => life.id === id)
      ? lives.map((life) => (life.id === id ? { ...life, inUse: false, ended: at } : life))
      : lives,
  );

/** When a kubelet rotates is drawn with the certificate in use, and again with the next. */
function deadlineDrawn(view: TimelineView, fact: Fact<FactOf<'lifecycle.moved'>>): TimelineView {
  const { chart, event, id, context, at } = fact;
  const { deadlineMs } = context;
  if (event !== 'deadlineDrawn' || typeof deadlineMs !== 'number') return view;
  const lane = chart === 'servingCertificate' ? 'serving' : 'client';
  return changeLives(view, (lives) =>
    lives.map((life) =>
      life.inUse && life.lane === lane && life.owner === id
        ? { ...life, deadline: at + deadlineMs }
        : life,
    ),
  );
}

function powerSet(
  view: TimelineView,
  { host, on, at }: Fact<FactOf<'host.powerSet'>>,
): TimelineView {
  const { powerCuts } = view;
  const open = powerCuts.find((cut) => cut.host === host && cut.to === undefined);
  if (on === (open === undefined)) return view;
  return {
    ...view,
    powerCuts: open
      ? powerCuts.map((cut) => (cut === open ? { ...cut, to: at } : cut))
      : [...powerCuts, { host, from: at }],
  };
}

function livesAfter(view: TimelineView, fact: Fact): TimelineView {
  switch (fact.type) {
    case 'certificate.issued':
      return issued(view, fact);
    case 'certificate.installed':
      return installed(view, fact);
    case 'object.stored':
      return tokenStored(view, fact);
    case 'object.deleted':
      return ended(view, fact.key, fact.at);
    case 'lifecycle.moved':
      return deadlineDrawn(view, fact);
    case 'host.powerSet':
      return powerSet(view, fact);
    default:
      return view;
  }
}

/** Lives of certificates and tokens on one axis, with now. */
export const timelineView: Projection<TimelineView> = {
  initial: { now: 0, startedAt: 0, lives: [], powerCuts: [] },
  apply(view, fact) {
    if (fact.type === 'scenario.started') {
      const { startsAt } = fact.cluster;
      return { ...view, now: startsAt, startedAt: startsAt };
    }
    const now = fact.type === 'clock.advanced' ? fact.to : fact.at;
    const next = livesAfter(view, fact);
    return next === view && now === view.now ? view : { ...next, now };
  },
};
