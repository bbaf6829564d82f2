import type { ParsedCertificates } from '../../../src/cluster/apiserver/csr/certificate.ts';
import {
  LENIENT,
  STRICT,
  updateTolerances,
  type Judged,
  type Tolerances,
} from '../../../src/cluster/apiserver/csr/tolerances.ts';
import {
  createErrors,
  objectErrors,
  updateErrors,
  type CsrSubresource,
} from '../../../src/cluster/apiserver/csr/validation.ts';
import type { FieldError } from '../../../src/cluster/apiserver/field-error.ts';
import {
  csrFields,
  mutuallyExclusiveErrorPath,
  requiredFieldDetail,
} from '../../../src/releases/csr-api.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
} from '../../../src/cluster/model/objects.ts';
import type { Release } from '../../../src/releases/release.ts';
import { agrees } from '../comparison.ts';
import { described, errorsVerdict, sameSet } from '../field-errors.ts';
import type { Area, CaseContext, JsonObject, Verdict } from '../runner/types.ts';

const PEM_REF = /^pemRef:(.*)$/;

/** Objects of this area name certificates by reference, and the API version without its group. */
async function built(described: JsonObject, context: CaseContext) {
  const { object, decoded } = await context.buildCsr(described);
  const version = (described['apiVersion'] as string | undefined) ?? 'v1';
  const apiVersion = `certificates.k8s.io/${version}`;
  return { object: resolved({ ...object, apiVersion }, context), decoded };
}

/** What Go has as an empty text is missing in JSON: a condition's type. */
function resolved<T extends Judged>(object: T, { pem }: CaseContext): T {
  const { certificate, conditions } = object.status ?? {};
  const ref = PEM_REF.exec(certificate ?? '')?.[1];
  const typed = (conditions as readonly Partial<CsrCondition>[] | undefined)?.map((condition) => ({
    type: '',
    ...condition,
  }));
  const status = {
    ...object.status,
    ...(typed ? { conditions: typed } : {}),
    ...(ref === undefined ? {} : { certificate: pem(ref).pem }),
  };
  return { ...object, status };
}

async function parsed(
  { status }: CertificateSigningRequest,
  { pki }: CaseContext,
): Promise<ParsedCertificates> {
  if (status.certificate === undefined) return undefined;
  const outcome = await pki.perform({ kind: 'readCertificate', pem: status.certificate });
  return outcome.kind === 'readCertificate' ? outcome.result : undefined;
}

/** Up to 1.25 a missing usages or signerName is explained, which cases drawn from later tests do not say. */
function detailWasThere(
  got: readonly FieldError[],
  then: readonly JsonObject[],
  { release }: CaseContext,
): string | undefined {
  if (!requiredFieldDetail.at(release) || got.length !== then.length) return undefined;
  const differs = got.some(
    (error, index) =>
      error.type === 'Required' && error.detail !== '' && then[index]?.['detail'] === '',
  );
  const without = got.map((error) =>
    error.type === 'Required' ? { ...error, detail: '' } : error,
  );
  if (!differs || !agrees(without.map(described), then)) return undefined;
  return `pkg/apis/certificates/validation/validation.go has "usages must be provided" and "signerName must be provided" up to v1.25.9 and no detail from v1.26.4 (both read; recorded so at 1.25.10), so the detail is not empty at ${release}`;
}

/** v1alpha1 has no usages that could be missing. */
const hadNoUsages = (then: readonly JsonObject[], { release }: CaseContext): boolean =>
  !csrFields.at(release).usages && then.some((error) => error['field'] === 'spec.usages');

/** Bytes that are not there: `null` in a case, as in Go, or empty, as in JSON. */
const withEmptyBytes = (errors: readonly JsonObject[]): readonly JsonObject[] =>
  errors.map((error) =>
    'badValue' in error ? { ...error, badValue: error['badValue'] ?? '' } : error,
  );

/** From 1.34 it is the list that is at fault where Approved and Denied stand in it, before that the second of them. */
const ON_THE_SECOND = /^status\.conditions\[\d+\]\.type: (.* mutually exclusive)$/;
const sayingElsewhere = (printed: readonly string[]): readonly string[] =>
  printed.map((error) => error.replace(ON_THE_SECOND, 'status.conditions: $1'));

const isPrinted = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

/** Cases drawn from tests of one side of that boundary do not know the other. */
function exclusionIsElsewhere(verdict: Verdict, then: JsonObject, release: Release): Verdict {
  if (!('ok' in verdict) || verdict.ok) return verdict;
  const got = verdict.got as JsonObject;
  const alike = Object.entries(then).every(([field, expected]) => {
    const found = got[field];
    if (!isPrinted(found) || !isPrinted(expected)) return false;
    return sameSet(sayingElsewhere(found), sayingElsewhere(expected));
  });
  if (!alike) return verdict;
  return {
    disputed: `pkg/apis/certificates/validation/validation_test.go has it on status.conditions[1].type @ v1.31.14, v1.32.13 and v1.33.13, and on status.conditions @ v1.34.9, v1.35.6 and v1.36.2 (all read in openshift/microshift): on ${mutuallyExclusiveErrorPath.at(release)} at ${release}`,
  };
}

/** STRICT but for what a case names, as the upstream test sets it; all of it where a case names nothing. */
function lenientBy(tolerated: unknown): Tolerances {
  if (tolerated === undefined) return LENIENT;
  const names = (Array.isArray(tolerated) ? tolerated : [tolerated]) as readonly unknown[];
  const known = names.filter((name) => typeof name === 'string' && name in STRICT) as string[];
  return { ...STRICT, ...Object.fromEntries(known.map((name) => [name, true])) };
}

export const area: Area = {
  'csr.validateCreate': async ({ given, then }, context) => {
    const { object, decoded } = await built(given, context);
    const findings = { csr: decoded, certificates: await parsed(object, context) };
    const errors = createErrors(object, findings, context.release);
    const { errors: listed, ...others } = then as { errors?: readonly JsonObject[] };
    const expected = listed && withEmptyBytes(listed);
    const disputed = detailWasThere(errors, expected ?? [], context);
    if (disputed !== undefined) return { disputed };
    if (hadNoUsages(expected ?? [], context))
      return {
        disputed:
          'pkg/apis/certificates/v1alpha1/types.go @ v1.4.0, v1.5.0 (CertificateSigningRequestSpec), read at the tags, has no usages to validate',
      };
    const verdict = errorsVerdict({ '': errors }, others, context.release);
    const agreed =
      expected === undefined || agrees(withEmptyBytes(errors.map(described)), expected);
    return 'ok' in verdict ? { ...verdict, ok: verdict.ok && agreed } : verdict;
  },

  'csr.validateObject': async ({ given, then }, context) => {
    const { toleratedBy, ...csr } = given;
    const { object, decoded } = await built(csr, context);
    const findings = { csr: decoded, certificates: await parsed(object, context) };
    const { release } = context;
    const lists = {
      strict: objectErrors(object, findings, STRICT, release),
      lenient: objectErrors(object, findings, lenientBy(toleratedBy), release),
    };
    return exclusionIsElsewhere(errorsVerdict(lists, then, release), then, release);
  },

  'csr.validateUpdate': async ({ given, then }, context) => {
    const updated = await built(given['new'] as JsonObject, context);
    const stored = await built(given['old'] as JsonObject, context);
    const subresource = ((given['subresource'] as string | null) ?? '') as CsrSubresource;
    const findings = { csr: updated.decoded, certificates: await parsed(updated.object, context) };
    const { release } = context;
    const errors = updateErrors(updated.object, stored.object, subresource, findings, release);
    return exclusionIsElsewhere(errorsVerdict({ '': errors }, then, release), then, release);
  },

  'csr.updateTolerances': ({ given, then }, context) => {
    const judged = (field: string): Judged | undefined =>
      given[field] ? resolved(given[field] as Judged, context) : undefined;
    const tolerances = updateTolerances(judged('new'), judged('old') ?? {});
    const names = Object.entries(tolerances).flatMap(([name, allowed]) => (allowed ? [name] : []));
    return {
      got: { tolerances: names },
      ok: sameSet(names, then['tolerances'] as readonly string[]),
    };
  },
};
