/** Wording of Go's TLS errors, which follows the Go that a release is built with. */
import { from, inferred, read, timeline } from './timeline.ts';

/** Go 1.20 wraps verification errors (crypto/tls.CertificateVerificationError); Kubernetes 1.27 is built with it. */
export const verifyErrorPrefix = timeline('transport.verifyError.prefix', [
  from('1.4', '', read('build/build-image/cross/Dockerfile', 'v1.4.0', 'golang:1.6.3')),
  from(
    '1.27',
    'tls: failed to verify certificate: ',
    inferred('.go-version', 'v1.27.0', 'Go 1.20: crypto/tls CertificateVerificationError'),
  ),
]);

/** Go 1.15 adds `: current time … is after …`; Kubernetes 1.19 is built with Go 1.15. */
export const expiryErrorShowsTime = timeline('transport.verifyError.showsTime', [
  from(
    '1.4',
    false,
    read(
      'build/build-image/cross/Dockerfile',
      'v1.4.0',
      'golang:1.6.3: crypto/x509 CertificateInvalidError',
    ),
  ),
  from(
    '1.19',
    true,
    inferred(
      'build/build-image/cross/VERSION',
      'v1.19.0',
      'Go 1.15: crypto/x509 CertificateInvalidError',
    ),
  ),
]);

/** Go 1.14 puts the URL of a failed request in quotes (`Post "https://…": …`); Kubernetes 1.19 is the first built with a later Go. */
export const requestErrorQuotesUrl = timeline('transport.requestError.quotesUrl', [
  from(
    '1.4',
    false,
    read('build/build-image/cross/Dockerfile', 'v1.4.0', 'golang:1.6.3: net/url Error'),
  ),
  from(
    '1.19',
    true,
    inferred('build/build-image/cross/VERSION', 'v1.19.0', 'Go 1.15: net/url Error'),
  ),
]);
