import { describe, expect, it } from 'vitest';
import {
  execError,
  logsError,
  logsRefusal,
  translatedError,
} from '../../../../src/cluster/apiserver/kubelet-client/failures.ts';
import {
  errorStringValue,
  urlErrorValue,
} from '../../../../src/cluster/apiserver/kubelet-client/go-value.ts';

const URL = 'https://10.0.0.21:10250/containerLogs/default/web/web';

describe('what kube-apiserver says of a kubelet that it cannot reach', () => {
  it('names the URL for logs, in quotes from 1.19', () => {
    expect(logsError(URL, 'EOF', '1.18')).toBe(`Get ${URL}: EOF`);
    expect(logsError(URL, 'EOF', '1.19')).toBe(`Get "${URL}": EOF`);
  });

  it('names none for exec', () => {
    expect(execError('EOF', '1.4')).toBe('EOF');
    expect(execError('EOF', '1.5')).toBe('error dialing backend: EOF');
    expect(translatedError(URL, 'EOF').message).toBe(
      `Internal error occurred: error sending request: Post "${URL}": EOF`,
    );
  });

  it.each([
    [
      401,
      'Unauthorized',
      'the server has asked for the client to provide credentials ( pods/log p)',
    ],
    [403, 'Forbidden', 'body ( pods/log p)'],
    [404, 'NotFound', 'the server could not find the requested resource ( pods/log p)'],
    [400, 'BadRequest', 'body'],
    [500, 'InternalError', 'Internal error occurred: body'],
  ])('%i becomes %s', (code, reason, message) => {
    expect(logsRefusal(code, 'body', 'p')).toMatchObject({ code, reason, message });
  });
});

describe('an error as a Go value', () => {
  const cause = (text: string): string =>
    urlErrorValue(URL, text, 'seed', 'x').replace(/0xc0[0-9a-f]+/g, '0x');

  it('shows its type, and little else', () => {
    expect(cause('remote error: tls: internal error')).toBe(
      `&url.Error{Op:"Get", URL:"${URL}", Err:(*net.OpError)(0x)}`,
    );
    expect(cause('tls: failed to verify certificate: x509: a')).toContain(
      'Err:(*tls.CertificateVerificationError)(0x)',
    );
    expect(
      cause(
        "x509: cannot validate certificate for 10.0.0.21 because it doesn't contain any IP SANs",
      ),
    ).toContain('x509.HostnameError{Certificate:(*x509.Certificate)(0x), Host:"10.0.0.21"}');
    expect(cause('x509: certificate is valid for a, b, not c')).toContain('Host:"c"');
    expect(cause('x509: certificate signed by unknown authority')).toContain(
      'x509.UnknownAuthorityError{Cert:(*x509.Certificate)(0x)',
    );
    expect(
      cause('x509: certificate has expired or is not yet valid: current time a is after b'),
    ).toContain('Reason:1, Detail:"current time a is after b"');
    expect(errorStringValue('a "b"')).toBe('&errors.errorString{s:"a \\"b\\""}');
  });
});
