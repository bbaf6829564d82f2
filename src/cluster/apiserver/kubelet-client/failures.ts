/** What kube-apiserver answers where it could not reach the kubelet, or the kubelet said no. */
import { execFailure } from '../../../releases/apiserver-to-kubelet.ts';
import { requestErrorQuotesUrl } from '../../../releases/transport.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { Status } from '../../model/objects.ts';
import { failure } from '../status.ts';

/** An error that is no Status becomes 500 without a reason (responsewriters/status.go, ErrorToAPIStatus). */
export const plainError = (message: string): Status => ({
  kind: 'Status',
  status: 'Failure',
  code: 500,
  reason: '',
  message,
});

/** Go's *url.Error for a GET that got no answer. */
export function logsError(url: string, cause: string, release: Release): string {
  return `Get ${requestErrorQuotesUrl.at(release) ? goQuoted(url) : url}: ${cause}`;
}

/** Exec over SPDY: kube-apiserver dials the kubelet itself, and names no URL. */
export function execError(cause: string, release: Release): string {
  return execFailure.at(release) === 'bare' ? cause : `error dialing backend: ${cause}`;
}

const internalError = (message: string): Status =>
  failure('InternalError', `Internal error occurred: ${message}`);

/**
 * Exec over WebSocket: kube-apiserver is the SPDY client then, and tells its error on the stream for errors
 * (streamtranslator.go).
 */
export const translatedError = (url: string, cause: string): Status =>
  internalError(`error sending request: Post ${goQuoted(url)}: ${cause}`);

export const translatedRefusal = (body: string): Status =>
  internalError(`unable to upgrade connection: ${body}`);

/** An answer of the kubelet to a GET for logs that is none of success (registry/generic/rest/response_checker.go). */
export function logsRefusal(code: number, body: string, pod: string): Status {
  const about = ` ( pods/log ${pod})`;
  switch (code) {
    case 400:
      return failure('BadRequest', body);
    case 401:
      return failure(
        'Unauthorized',
        `the server has asked for the client to provide credentials${about}`,
      );
    case 403:
      return failure('Forbidden', `${body}${about}`);
    case 404:
      return failure('NotFound', `the server could not find the requested resource${about}`);
    default:
      return internalError(body);
  }
}
