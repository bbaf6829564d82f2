/** Calls to the API server that a case says to fail. */
import type { ApiAnswer } from '../../src/cluster/model/requests.ts';
import { failure } from '../cluster/kubelet/scripted-server.ts';
import type { Failing } from './kubelet-runs.ts';
import { CannotRun } from './runner/types.ts';

const CODES: Readonly<Record<string, number>> = {
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  InternalError: 500,
};

/** `401 unexpected server response`, `404 NotFound status`, `Forbidden`, `generic error`: as an answer. */
function failureOf(text: string): ApiAnswer | { readonly error: string } {
  const reason = Object.keys(CODES).find((known) => text.includes(known));
  const code = /^\d+/.exec(text)?.[0] ?? (reason && CODES[reason]);
  if (code === undefined) return { error: text };
  const status = failure(Number(code), reason ?? '', text);
  const isUnexpected = text.includes('unexpected') && status.kind === 'status';
  return isUnexpected ? { ...status, status: { ...status.status, plainText: text } } : status;
}

export interface DescribedFailure {
  readonly apiFailure?: 'create' | 'watch' | null | undefined;
  readonly apiError?: string | null | undefined;
}

/** The call that fails in a case, with a generic error where it names none. */
export function failingOf({ apiFailure, apiError }: DescribedFailure): Failing | undefined {
  if (apiFailure === 'create' || apiFailure === 'watch')
    return { call: apiFailure, answer: failureOf(apiError ?? 'generic error') };
  if (apiFailure) throw new CannotRun(`a call that fails as "${String(apiFailure)}" is not known`);
  return undefined;
}
