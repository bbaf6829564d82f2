import {
  authenticateCertificate,
  UID_OID,
} from '../../../src/cluster/apiserver/authentication/x509.ts';
import type { Authentication } from '../../../src/cluster/apiserver/authentication/verdict.ts';
import type { CryptoResults } from '../../../src/cluster/model/crypto.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  parseRfc3339,
  SECOND,
  type Instant,
} from '../../../src/cluster/model/instant.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../../src/cluster/model/names.ts';
import { compared } from '../comparison.ts';
import { caAs, issuedBy } from '../signing-ca.ts';
import {
  CannotRun,
  type Area,
  type CaseContext,
  type JsonObject,
  type X509Description,
} from '../runner/types.ts';

type Verified = CryptoResults['verifyChain'];
type Purpose = 'serverAuth' | 'clientAuth';

async function verify(
  chain: readonly string[],
  roots: readonly string[],
  purpose: Purpose,
  at: Instant,
  { pki }: CaseContext,
): Promise<Verified> {
  const outcome = await pki.perform({ kind: 'verifyChain', chain, roots, at, purpose });
  if (outcome.kind !== 'verifyChain')
    throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  return outcome.result;
}

/** "any" is met by a certificate of either kind. */
function purposesOf(required: string): readonly Purpose[] {
  if (required === 'any') return ['clientAuth', 'serverAuth'];
  return required.startsWith('serverAuth') ? ['serverAuth'] : ['clientAuth'];
}

const OFFSET = /Offset(Seconds|Minutes|Hours|Days|Years)?$/;
const UNITS: Readonly<Record<string, number>> = {
  Seconds: SECOND,
  Minutes: MINUTE,
  Hours: HOUR,
  Days: DAY,
  Years: 365 * DAY,
};

/** When the certificates are looked at: the case's now, or as long before or after it as the one offset says. */
function instantOf(given: JsonObject, { now, time }: CaseContext): Instant {
  const { currentTime } = given as { currentTime?: string };
  if (currentTime !== undefined) return parseRfc3339(time(currentTime)) ?? NaN;
  const [offset, ...more] = Object.keys(given).filter((field) => OFFSET.test(field));
  if (offset === undefined || more.length > 0) return now;
  return now + Number(given[offset]) * UNITS[OFFSET.exec(offset)?.[1] ?? 'Seconds']!;
}

interface Shown {
  readonly tls?: boolean;
  readonly x509?: X509Description;
  readonly chainPemRefs?: readonly string[] | null;
  readonly rootsPemRef?: string;
  readonly requiredExtKeyUsage?: string;
}

async function verifyStored(
  chainRefs: readonly string[],
  rootsRef: string,
  purposes: readonly Purpose[],
  at: Instant,
  context: CaseContext,
): Promise<Verified> {
  const chain = chainRefs.map((ref) => context.pem(ref).pem);
  const roots = [context.pem(rootsRef).pem];
  const results: Verified[] = [];
  for (const purpose of purposes) results.push(await verify(chain, roots, purpose, at, context));
  return results.find(({ ok }) => ok) ?? results[0]!;
}

/** A certificate as described, issued by a CA that is trusted. */
async function verifyIssued(x509: X509Description, context: CaseContext): Promise<Verified> {
  const ca = await caAs('rsa', context);
  const { decoded } = await context.buildRequest(x509);
  const template = {
    subject: subjectName(x509.subject?.CN ?? '', x509.subject?.O ?? []),
    sans: NO_SUBJECT_ALT_NAMES,
    serial: '2a',
    notBefore: context.now - HOUR,
    notAfter: context.now + HOUR,
    keyUsages: ['digitalSignature'],
    extKeyUsages: ['clientAuth'],
    basicConstraints: 'leaf',
    subjectKeyIdentifier: false,
    authorityKeyIdentifier: true,
  } as const;
  const pem = await issuedBy(ca, template, context.parsedRequest(decoded), context);
  return verify([pem], [ca.pem], 'clientAuth', context.now, context);
}

/** Undefined where the client shows no certificate. */
function verified(given: JsonObject, context: CaseContext): Promise<Verified> | undefined {
  const { tls, x509, chainPemRefs, rootsPemRef = '', requiredExtKeyUsage } = given as Shown;
  const at = instantOf(given, context);
  const purposes = purposesOf(requiredExtKeyUsage ?? 'clientAuth');
  if (tls === false) return undefined;
  if (x509) return verifyIssued(x509, context);
  return chainPemRefs && chainPemRefs.length > 0
    ? verifyStored(chainPemRefs, rootsPemRef, purposes, at, context)
    : undefined;
}

/** The upstream test changes the attribute after the certificate was parsed, so that its signature stays good. */
function withUid(verdict: Verified | undefined, uid: unknown): Verified | undefined {
  if (uid === undefined || !verdict?.ok) return verdict;
  // In parentheses a case says what it is that it cannot write down.
  if (typeof uid !== 'string' || uid.startsWith('('))
    throw new CannotRun(
      'names hold texts only: an attribute whose value is no text cannot be given',
    );
  const subject = verdict.leaf.subject.map((attribute) =>
    attribute.type === UID_OID ? { ...attribute, value: uid } : attribute,
  );
  return { ...verdict, leaf: { ...verdict.leaf, subject } };
}

function described(answer: Authentication) {
  return {
    authenticated: answer.outcome === 'authenticated',
    error: answer.outcome === 'error',
    ...(answer.outcome === 'authenticated'
      ? { user: { ...answer.user, groups: [...answer.user.groups].sort() } }
      : {}),
    ...(answer.outcome === 'error' ? { errorMessage: answer.reason } : {}),
    reason: answer.reason,
  };
}

export const area: Area = {
  'x509.authenticate': async ({ given, then }, context) => {
    const gates = (given['featureGates'] ?? {}) as { AllowParsingUserUIDFromCertAuth?: boolean };
    const checked = withUid(await verified(given, context), given['mutateSubjectUID']);
    return compared(described(authenticateCertificate(checked, context.release, gates)), then);
  },
};
