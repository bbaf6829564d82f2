/** What Go's crypto/x509 and crypto/tls say when a certificate is not accepted. */
import type { ChainFailure } from '../model/crypto.ts';
import { commonNameOf } from '../model/names.ts';
import { rfc3339 } from '../model/instant.ts';
import { expiryErrorShowsTime, verifyErrorPrefix } from '../../releases/transport.ts';
import type { Release } from '../../releases/release.ts';

const isIpAddress = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');

function wrongName(failure: Extract<ChainFailure, { reason: 'wrongName' }>): string {
  if (isIpAddress(failure.wanted)) {
    const addresses = failure.names.filter(isIpAddress);
    return addresses.length === 0
      ? `x509: cannot validate certificate for ${failure.wanted} because it doesn't contain any IP SANs`
      : `x509: certificate is valid for ${addresses.join(', ')}, not ${failure.wanted}`;
  }
  const names = failure.names.filter((name) => !isIpAddress(name));
  return names.length === 0
    ? `x509: certificate is not valid for any names, but wanted to match ${failure.wanted}`
    : `x509: certificate is valid for ${names.join(', ')}, not ${failure.wanted}`;
}

/** Go's crypto/x509 alone, as a server's authenticator reports it. */
export function verifyError(failure: ChainFailure, release: Release): string {
  const showsTime = expiryErrorShowsTime.at(release);
  switch (failure.reason) {
    case 'unknownAuthority':
      return 'x509: certificate signed by unknown authority';
    case 'signature':
      return `x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "${commonNameOf(failure.candidate)}")`;
    case 'expired':
      return `x509: certificate has expired or is not yet valid${showsTime ? `: current time ${rfc3339(failure.at)} is after ${rfc3339(failure.notAfter)}` : ''}`;
    case 'notYetValid':
      return `x509: certificate has expired or is not yet valid${showsTime ? `: current time ${rfc3339(failure.at)} is before ${rfc3339(failure.notBefore)}` : ''}`;
    case 'wrongUsage':
      return 'x509: certificate specifies an incompatible key usage';
    case 'notACa':
      return 'x509: invalid signature: parent certificate cannot sign this kind of certificate';
    case 'wrongName':
      return wrongName(failure);
    case 'malformed':
      return `tls: failed to parse certificate from server: ${failure.detail}`;
  }
}

/** The dialler's error for a server certificate that it does not accept, as its release words it. */
export function serverCertificateError(failure: ChainFailure, release: Release): string {
  return `${verifyErrorPrefix.at(release)}${verifyError(failure, release)}`;
}
