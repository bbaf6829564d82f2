/** What `kubectl describe csr` prints (pkg/printers/internalversion/describe.go, describeCertificateSigningRequest). */
import {
  describeNamesDuration,
  describeNamesSigner,
  describeNamesUris,
  describeNoEvents,
  describePadding,
} from '../../releases/kubectl-tables.ts';
import type { Release } from '../../releases/release.ts';
import type { RequestDetails } from '../model/crypto.ts';
import { csrCondition } from '../model/csr-condition.ts';
import { parseRfc3339, rfc1123, SECOND } from '../model/instant.ts';
import { rewrittenByGo, type Name } from '../model/names.ts';
import type { CertificateSigningRequest } from '../model/objects.ts';
import { humanDuration } from './human-duration.ts';
import { aligned } from './tab-writer.ts';

/** One name, then its values below each other; nothing where there is none. */
const list = (name: string, values: readonly string[]): readonly string[] =>
  values.map((value, at) => `\t${at === 0 ? `${name}:` : ''}\t${value}`);

const valuesOf = (subject: Name, type: string): readonly string[] =>
  subject.filter((attribute) => attribute.type === type).map(({ value }) => value);

function subjectLines(subject: Name): readonly string[] {
  const go = rewrittenByGo(subject);
  const of = (type: string) => valuesOf(go, type);
  return [
    'Subject:',
    `\tCommon Name:\t${of('CN')[0] ?? ''}`,
    `\tSerial Number:\t${of('serialNumber')[0] ?? ''}`,
    ...list('Organization', of('O')),
    ...list('Organizational Unit', of('OU')),
    ...list('Country', of('C')),
    ...list('Locality', of('L')),
    ...list('Province', of('ST')),
    ...list('StreetAddress', of('street')),
    ...list('PostalCode', of('postalCode')),
  ];
}

function nameLines({ sans }: RequestDetails, release: Release): readonly string[] {
  const lines = [
    ...list('DNS Names', sans.dns),
    ...list('Email Addresses', sans.email),
    ...(describeNamesUris.at(release) ? list('URIs', sans.uri) : []),
    ...list('IP Addresses', sans.ip),
  ];
  return lines.length === 0 ? [] : ['Subject Alternative Names:', ...lines];
}

/** @param request what the PKCS#10 request says */
export function csrDescription(
  { metadata, spec, status }: CertificateSigningRequest,
  request: RequestDetails,
  release: Release,
): readonly string[] {
  const created = parseRfc3339(metadata.creationTimestamp ?? '') ?? 0;
  const { signerName, expirationSeconds, username = '' } = spec;
  const lines = [
    `Name:\t${metadata.name}`,
    'Labels:\t<none>',
    'Annotations:\t<none>',
    `CreationTimestamp:\t${rfc1123(created)}`,
    `Requesting User:\t${username}`,
    ...(signerName !== undefined && describeNamesSigner.at(release)
      ? [`Signer:\t${signerName}`]
      : []),
    ...(expirationSeconds !== undefined && describeNamesDuration.at(release)
      ? [`Requested Duration:\t${humanDuration(expirationSeconds * SECOND, release)}`]
      : []),
    `Status:\t${csrCondition(status)}`,
    ...subjectLines(request.subject),
    ...nameLines(request, release),
    describeNoEvents.at(release),
  ];
  return describePadding.at(release) === 'tabs'
    ? aligned(lines, { minWidth: 0, padding: 1, fill: 'tabs' })
    : aligned(lines, { minWidth: 0, padding: 2, fill: 'blanks' });
}
