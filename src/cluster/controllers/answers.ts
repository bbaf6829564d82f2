import type { ApiAnswer, ApiRequest } from '../model/requests.ts';
import type { ApiObject } from '../model/objects.ts';

export type Outcome =
  | { readonly ok: true; readonly object: ApiObject | undefined }
  /** `error` as client-go words it: the Status' message. */
  | { readonly ok: false; readonly error: string; readonly code: number };

/** What an answer means to a client of the API (client-go rest/request.go, transformResponse). */
export function outcomeOf(answer: ApiAnswer | undefined, request?: ApiRequest): Outcome {
  if (!answer)
    return { ok: false, error: `no answer${request ? ` to ${request.kind}` : ''}`, code: 0 };
  if (answer.kind === 'object') return { ok: true, object: answer.object };
  if (answer.kind === 'status') {
    const { status, code } = answer;
    return status.status === 'Success'
      ? { ok: true, object: undefined }
      : { ok: false, error: status.message, code };
  }
  if (answer.kind === 'text' && answer.code >= 400)
    return { ok: false, error: answer.text, code: answer.code };
  return { ok: true, object: undefined };
}
