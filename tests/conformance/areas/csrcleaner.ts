import {
  CLEANER_CONSTANTS,
  cleaningOf,
  type IssuedUntil,
} from '../../../src/cluster/controllers/csr-cleaner/cleaning.ts';
import { rfc3339, SECOND } from '../../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import { undecodableCertificate } from '../../../src/releases/cleaners.ts';
import { compared } from '../comparison.ts';
import type { Area, CaseContext, JsonObject } from '../runner/types.ts';

interface DescribedCondition {
  readonly type: string;
  readonly status?: string;
  readonly lastUpdateOffsetSeconds?: number | null;
}

interface DescribedCsr {
  readonly name?: string;
  readonly createdOffsetSeconds?: number | null;
  readonly status?: {
    readonly certificate?: string | null;
    readonly conditions?: readonly DescribedCondition[] | null;
  } | null;
}

const PEM_REF = /^pemRef:(.*)$/;

function certificateOf({ status }: DescribedCsr, { pem }: CaseContext): string | undefined {
  const { certificate } = status ?? {};
  const name = PEM_REF.exec(certificate ?? '')?.[1];
  return name === undefined ? (certificate ?? undefined) : pem(name).pem;
}

function objectOf(
  csr: DescribedCsr,
  certificate: string | undefined,
  { now }: CaseContext,
): CertificateSigningRequest {
  const time = (field: string, offset: number | null | undefined) =>
    typeof offset === 'number' ? { [field]: rfc3339(now + offset * SECOND) } : {};
  return {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: csr.name ?? 'csr', ...time('creationTimestamp', csr.createdOffsetSeconds) },
    spec: { request: '' },
    status: {
      ...(certificate === undefined ? {} : { certificate }),
      conditions: (csr.status?.conditions ?? []).map(
        ({ lastUpdateOffsetSeconds, ...condition }) => ({
          ...condition,
          ...time('lastUpdateTime', lastUpdateOffsetSeconds),
        }),
      ),
    },
  };
}

/** What csrcleaner's own reading of the certificate gives. */
async function issuedUntil(
  certificate: string | undefined,
  { pki }: CaseContext,
): Promise<IssuedUntil> {
  if (certificate === undefined) return undefined;
  const outcome = await pki.perform({ kind: 'readCertificate', pem: certificate });
  if (outcome.kind !== 'readCertificate' || !outcome.result.ok) return 'unreadable';
  return outcome.result.certificates[0]?.notAfter ?? 'unreadable';
}

/** Up to 1.20 a certificate that does not parse is an error and keeps the request, whatever deadline has passed. */
const garbageWasAnError = (
  csr: DescribedCsr,
  then: JsonObject,
  { release }: CaseContext,
): boolean =>
  csr.status?.certificate === 'garbage' &&
  (then['deleted'] === true || then['error'] === false) &&
  undecodableCertificate.at(release) === 'error';

export const area: Area = {
  'csrCleaner.constants': ({ then }) =>
    compared(
      {
        pollingIntervalSeconds: CLEANER_CONSTANTS.pollingInterval / SECOND,
        approvedExpirationSeconds: CLEANER_CONSTANTS.approvedExpiration / SECOND,
        deniedExpirationSeconds: CLEANER_CONSTANTS.deniedExpiration / SECOND,
        pendingExpirationSeconds: CLEANER_CONSTANTS.pendingExpiration / SECOND,
      },
      then,
    ),

  'csrCleaner.handle': async ({ given, then }, context) => {
    const { csr } = given as unknown as { csr: DescribedCsr };
    if (garbageWasAnError(csr, then, context))
      return {
        disputed:
          'pkg/controller/certificates/cleaner/cleaner.go @ v1.20.0 (isIssuedExpired), read in openshift/microshift@a8bd3bf82b, gives back an error where the certificate does not parse, and @ v1.21.1 no more',
      };
    const certificate = certificateOf(csr, context);
    const object = objectOf(csr, certificate, context);
    const cleaning = cleaningOf(
      object,
      await issuedUntil(certificate, context),
      context.now,
      context.release,
    );
    const deleted = cleaning.kind === 'remove';
    return compared(
      {
        deleted,
        actions: deleted ? ['delete'] : [],
        error: cleaning.kind === 'error',
        ...(cleaning.kind === 'error' ? { errorMessage: cleaning.error } : {}),
      },
      then,
    );
  },
};
