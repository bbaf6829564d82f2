/** What an HTTP answer says, in the words that the other side reads. */
import type { ApiAnswer } from '../cluster/model/requests.ts';

/** Reason phrases of the codes that kube-apiserver gives (Go net/http, StatusText). */
const PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
};

export const httpPhrase = (code: number): string => PHRASES[code] ?? '';

/** The verbatim text of an answer that is no object: a Status message, or a plain body. */
export function answerText(answer: ApiAnswer): string | undefined {
  if (answer.kind === 'text') return answer.text;
  if (answer.kind !== 'status' || answer.status.status === 'Success') return undefined;
  return answer.status.plainText ?? answer.status.message;
}

/**
 * Whether an answer is somebody's no. A 404 or 409 of the registry is none: a client that looks before it creates meets
 * them on its way.
 */
export const isRefusedAnswer = ({ code }: ApiAnswer): boolean =>
  code >= 400 && code !== 404 && code !== 409;
