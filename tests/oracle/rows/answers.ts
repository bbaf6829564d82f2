/** What of an answer is compared. */
import type { ApiAnswer } from '../../../src/cluster/model/requests.ts';

export const codeOf = (answer: ApiAnswer | undefined): number | undefined => answer?.code;

export function refusalOf(answer: ApiAnswer | undefined) {
  if (answer?.kind !== 'status' || answer.status.status === 'Success') return undefined;
  const { reason, message, plainText } = answer.status;
  return plainText === undefined ? { reason, message } : plainText;
}

/** The object that was created, without the request that it carries. */
export function createdCsr(answer: ApiAnswer | undefined) {
  if (answer?.kind !== 'object' || answer.object.kind !== 'CertificateSigningRequest')
    return undefined;
  const { request: _, ...spec } = answer.object.spec;
  return { spec, status: answer.object.status };
}
