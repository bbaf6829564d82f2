/** An error as Go's `%#+v` prints it, for the log lines that show it so. */
import { goQuoted } from '../../model/go-text.ts';
import { rollHex } from '../../model/roll.ts';

/** Go's heap begins there; the rest is drawn. */
const pointer = (seed: string, purpose: string): string => `0xc000${rollHex(seed, purpose, 3)}`;

/** The cause inside a *url.Error: most are pointers, so that only their type shows. */
function causeValue(cause: string, seed: string, purpose: string): string {
  const at = pointer(seed, purpose);
  const certificate = `(*x509.Certificate)(${at})`;
  if (cause.startsWith('tls: failed to verify certificate'))
    return `(*tls.CertificateVerificationError)(${at})`;
  if (cause.startsWith('x509: certificate signed by unknown authority'))
    return `x509.UnknownAuthorityError{Cert:${certificate}, hintErr:error(nil), hintCert:(*x509.Certificate)(nil)}`;
  if (cause.startsWith('x509: certificate has expired')) {
    const detail = cause.slice('x509: certificate has expired or is not yet valid'.length);
    return `x509.CertificateInvalidError{Cert:${certificate}, Reason:1, Detail:${goQuoted(detail.replace(/^: /, ''))}}`;
  }
  const wrongName = /^x509: .*(?:for|not|match) (\S+?)(?: because.*)?$/.exec(cause);
  return wrongName
    ? `x509.HostnameError{Certificate:${certificate}, Host:${goQuoted(wrongName[1] ?? '')}}`
    : `(*net.OpError)(${at})`;
}

/** A failed GET. `purpose` addresses the draw of addresses in memory. */
export const urlErrorValue = (url: string, cause: string, seed: string, purpose: string): string =>
  `&url.Error{Op:"Get", URL:${goQuoted(url)}, Err:${causeValue(cause, seed, purpose)}}`;

/** What fmt.Errorf gives without `%w`. */
export const errorStringValue = (text: string): string =>
  `&errors.errorString{s:${goQuoted(text)}}`;
