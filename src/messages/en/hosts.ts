/** Sentences about keys, certificates, files, processes and statecharts. */
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { componentKind, hostOf } from '../../cluster/model/requests.ts';
import type { FactSentences } from '../messages.ts';
import { named, when, who, whom } from './names.ts';

type HostSentences = Pick<
  FactSentences,
  | 'key.generated'
  | 'certificate.issued'
  | 'certificate.installed'
  | 'certificate.expired'
  | 'serviceAccountToken.issued'
  | 'file.written'
  | 'file.renamed'
  | 'file.removed'
  | 'process.started'
  | 'process.exited'
  | 'log.printed'
  | 'lifecycle.moved'
>;

function issued({ by, role, certificate }: Fact<FactOf<'certificate.issued'>>): string {
  const { subject, notAfter } = certificate;
  switch (role) {
    case 'ca':
      return `${who(by)} makes the cluster CA, ${named(subject)}; it signs its own certificate.`;
    case 'kubelet-self-signed':
      return `${who(by)} makes a serving certificate for itself; the cluster CA has not signed it.`;
    default:
      return `${who(by)} signs a certificate for ${named(subject)} with the CA key, valid until ${when(notAfter)}.`;
  }
}

function written({ by, path, node }: Fact<FactOf<'file.written'>>): string {
  switch (node.type) {
    case 'symlink':
      return `${who(by)} points the link ${path} at ${node.target}.`;
    case 'directory':
      return `${who(by)} makes the directory ${path}.`;
    case 'file':
      return `${who(by)} writes ${path} with mode ${node.mode.toString(8).padStart(4, '0')}.`;
  }
}

function moved({ chart, id, to }: Fact<FactOf<'lifecycle.moved'>>): string {
  switch (chart) {
    case 'bootstrap':
      return `The bootstrap of ${id} is now in the state ${to}.`;
    case 'clientCertificate':
      return `The client certificate of ${id} is now in the state ${to}.`;
    case 'servingCertificate':
      return `The serving certificate of ${id} is now in the state ${to}.`;
    case 'certificateSigningRequest':
      return `The CertificateSigningRequest ${id} is now ${to}.`;
  }
}

export const hostSentences = {
  'key.generated': ({ by }) => `${who(by)} has made a private key; it never leaves ${hostOf(by)}.`,
  'certificate.issued': issued,
  'certificate.installed': ({ by, role, certificate }) =>
    `${who(by)} now uses its ${role === 'kubelet-client' ? 'client' : 'serving'} certificate, valid until ${when(certificate.notAfter)}.`,
  'certificate.expired': ({ by, role, notAfter }) =>
    `The ${role === 'kubelet-client' ? 'client' : 'serving'} certificate of ${whom(by)} has expired: it was valid until ${when(notAfter)}.`,
  'serviceAccountToken.issued': ({ serviceAccount }) =>
    `The controller ${serviceAccount} gets a token of its own service account.`,
  'file.written': written,
  'file.renamed': ({ by, path, to }) => `${who(by)} renames ${path} to ${to}.`,
  'file.removed': ({ by, path }) => `${who(by)} removes ${path}.`,
  'process.started': ({ by, release }) => `${who(by)} starts (Kubernetes ${release}).`,
  'process.exited': ({ by, code }) => `${who(by)} ends with exit status ${code}.`,
  'log.printed': ({ by, file }) =>
    componentKind(by) === 'kubectl' || file === ''
      ? `${who(by)} prints a line.`
      : `${who(by)} writes a line to its log, from ${file}.`,
  'lifecycle.moved': moved,
} satisfies HostSentences;
