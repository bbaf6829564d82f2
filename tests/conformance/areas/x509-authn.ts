import { authenticateCertificate } from '../../../src/cluster/apiserver/authentication/x509.ts';
import type { Authentication } from '../../../src/cluster/apiserver/authentication/verdict.ts';
import type { CryptoResults } from '../../../src/cluster/model/crypto.ts';
import { HOUR } from '../../../src/cluster/model/instant.ts';
import { NO_SUBJECT_ALT_NAMES, subjectName } from '../../../src/cluster/model/names.ts';
import { agrees } from '../comparison.ts';
import { caAs, issuedBy } from '../signing-ca.ts';
import type { Area, CaseContext, JsonObject, X509Description } from '../runner/types.ts';

type Verified = CryptoResults['verifyChain'];
type Purpose = 'serverAuth' | 'clientAuth';

async function verify(
  chain: readonly string[],
  roots: readonly string[],
  purpose: Purpose,
  { pki, now }: CaseContext,
): Promise<Verified> {
  const outcome = await pki.perform({ kind: 'verifyChain', chain, roots, at: now, purpose });
  if (outcome.kind !== 'verifyChain')
    throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  return outcome.result;
}

/** "any" is met by a certificate of either kind. */
function purposesOf(required: string): readonly Purpose[] {
  if (required === 'any') return ['clientAuth', 'serverAuth'];
  return required.startsWith('serverAuth') ? ['serverAuth'] : ['clientAuth'];
}

async function verifyStored(given: JsonObject, context: CaseContext): Promise<Verified> {
  const refs = given['chainPemRefs'] as readonly string[];
  const chain = refs.map((ref) => context.pem(ref).pem);
  const roots = [context.pem(given['rootsPemRef'] as string).pem];
  const results: Verified[] = [];
  for (const purpose of purposesOf(
    (given['requiredExtKeyUsage'] as string | undefined) ?? 'clientAuth',
  ))
    results.push(await verify(chain, roots, purpose, context));
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
  return verify([pem], [ca.pem], 'clientAuth', context);
}

function verified(given: JsonObject, context: CaseContext): Promise<Verified> | undefined {
  if (given['tls'] === false) return undefined;
  const x509 = given['x509'] as X509Description | undefined;
  return x509 ? verifyIssued(x509, context) : verifyStored(given, context);
}

function described(answer: Authentication) {
  return {
    authenticated: answer.outcome === 'authenticated',
    error: answer.outcome === 'error',
    ...(answer.outcome === 'authenticated' ? { user: answer.user } : {}),
    reason: answer.reason,
  };
}

export const area: Area = {
  'x509.authenticate': async ({ given, then }, context) => {
    if (given['mutateSubjectUID'] !== undefined)
      return {
        skipped:
          'names hold texts only: an attribute whose value is an ASN.1 sequence cannot be given',
      };
    const gates = (given['featureGates'] ?? {}) as { AllowParsingUserUIDFromCertAuth?: boolean };
    const got = described(
      authenticateCertificate(await verified(given, context), context.release, gates),
    );
    const { errorContains, ...rest } = then as { errorContains?: string };
    const error = errorContains === undefined || got.reason.includes(errorContains);
    return { got, ok: agrees(got, rest) && error };
  },
};
