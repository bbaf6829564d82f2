import type { ParsedCertificates } from '../../../src/cluster/apiserver/csr/certificate.ts';
import {
  LENIENT,
  STRICT,
  updateTolerances,
  type Judged,
} from '../../../src/cluster/apiserver/csr/tolerances.ts';
import {
  createErrors,
  objectErrors,
  updateErrors,
  type CsrSubresource,
} from '../../../src/cluster/apiserver/csr/validation.ts';
import { printFieldError, type FieldError } from '../../../src/cluster/apiserver/field-error.ts';
import { csrFields, requiredFieldDetail } from '../../../src/releases/csr-api.ts';
import type {
  CertificateSigningRequest,
  CsrCondition,
} from '../../../src/cluster/model/objects.ts';
import { agrees } from '../comparison.ts';
import type { Area, CaseContext, JsonObject } from '../runner/types.ts';

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

/** A field error in the words of `then.errors`. */
const described = (error: FieldError) => ({
  ...error,
  ...('badValue' in error ? { badValue: error.badValue.value } : {}),
});

const agreeAsSets = (got: readonly string[], then: readonly string[]): boolean =>
  JSON.stringify([...got].sort()) === JSON.stringify([...then].sort());

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

export const area: Area = {
  'csr.validateCreate': async ({ given, then }, context) => {
    const { object, decoded } = await built(given, context);
    const errors = createErrors(object, { csr: decoded }, context.release);
    const expected = then['errors'] as readonly JsonObject[];
    const disputed = detailWasThere(errors, expected, context);
    if (disputed !== undefined) return { disputed };
    if (hadNoUsages(expected, context))
      return {
        disputed:
          'pkg/apis/certificates/v1alpha1/types.go @ v1.4.0, v1.5.0 (CertificateSigningRequestSpec), read at the tags, has no usages to validate',
      };
    return { got: { errors: errors.map(described) }, ok: agrees(errors.map(described), expected) };
  },

  'csr.validateObject': async ({ given, then }, context) => {
    const { object, decoded } = await built(given, context);
    const findings = { csr: decoded, certificates: await parsed(object, context) };
    const strict = objectErrors(object, findings, STRICT, context.release);
    const lenient = objectErrors(object, findings, LENIENT, context.release);
    const printed = (errors: readonly FieldError[]) =>
      errors.map((error) => printFieldError(error, context.release));
    const got = {
      strictErrorStrings: printed(strict),
      lenientErrorStrings: printed(lenient),
      strictErrors: strict.map(described),
    };
    const { strictErrorStrings, lenientErrorStrings, strictErrors } = then as {
      strictErrorStrings?: readonly string[];
      lenientErrorStrings?: readonly string[];
      strictErrors?: readonly JsonObject[];
    };
    const ok =
      (strictErrorStrings === undefined ||
        agreeAsSets(got.strictErrorStrings, strictErrorStrings)) &&
      (lenientErrorStrings === undefined ||
        agreeAsSets(got.lenientErrorStrings, lenientErrorStrings)) &&
      (strictErrors === undefined || agrees(got.strictErrors, strictErrors));
    return { got, ok };
  },

  'csr.validateUpdate': async ({ given, then }, context) => {
    const updated = await built(given['new'] as JsonObject, context);
    const stored = await built(given['old'] as JsonObject, context);
    const subresource = ((given['subresource'] as string | null) ?? '') as CsrSubresource;
    const findings = { csr: updated.decoded, certificates: await parsed(updated.object, context) };
    const errors = updateErrors(
      updated.object,
      stored.object,
      subresource,
      findings,
      context.release,
    );
    const errorStrings = errors.map((error) => printFieldError(error, context.release));
    return {
      got: { errorStrings },
      ok: agreeAsSets(errorStrings, then['errorStrings'] as readonly string[]),
    };
  },

  'csr.updateTolerances': ({ given, then }, context) => {
    const judged = (field: string): Judged | undefined =>
      given[field] === null ? undefined : resolved(given[field] as Judged, context);
    const tolerances = updateTolerances(judged('new'), judged('old') ?? {});
    const names = Object.entries(tolerances).flatMap(([name, allowed]) => (allowed ? [name] : []));
    return {
      got: { tolerances: names },
      ok: agreeAsSets(names, then['tolerances'] as readonly string[]),
    };
  },
};
