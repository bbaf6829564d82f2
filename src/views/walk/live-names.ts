/** The names that only a run knows, as the log tells them: names, times and texts for the words of a step. */
import type { CertificateDetails } from '../../cluster/model/crypto.ts';
import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { rfc3339 } from '../../cluster/model/instant.ts';
import { commonNameOf, organizationsOf } from '../../cluster/model/names.ts';
import { parseBootstrapToken } from '../../cluster/model/bootstrap-token.ts';
import type { CertificateSigningRequest } from '../../cluster/model/objects.ts';
import { componentKind } from '../../cluster/model/requests.ts';
import { answerText } from '../answer-text.ts';
import { certificateRole } from '../certificate-role.ts';
import type { Projection } from '../projection.ts';
import type { LiveNames } from './model.ts';

function csrNames({ metadata, spec }: CertificateSigningRequest): LiveNames {
  return {
    'csr.name': metadata.name,
    ...(spec.signerName === undefined ? {} : { 'csr.signerName': spec.signerName }),
    ...(spec.username === undefined ? {} : { 'csr.username': spec.username }),
    ...(spec.groups === undefined ? {} : { 'csr.groups': spec.groups.join(', ') }),
    ...(spec.usages === undefined ? {} : { 'csr.usages': spec.usages.join(', ') }),
  };
}

const clientNames = (certificate: CertificateDetails): LiveNames => ({
  'certificate.commonName': commonNameOf(certificate.subject),
  'certificate.organization': organizationsOf(certificate.subject).join(', '),
  'certificate.serial': certificate.serial,
  'certificate.notBefore': rfc3339(certificate.notBefore),
  'certificate.notAfter': rfc3339(certificate.notAfter),
});

function certificateNames({
  role,
  certificate,
}: FactOf<'certificate.issued' | 'certificate.installed'>): LiveNames {
  switch (certificateRole(role, certificate)) {
    case 'kubelet-client':
      return clientNames(certificate);
    case 'kubelet-serving':
      return { 'serving.notAfter': rfc3339(certificate.notAfter) };
    default:
      return {};
  }
}

function storedNames({ object }: FactOf<'object.stored'>): LiveNames {
  if (object.kind === 'CertificateSigningRequest') return csrNames(object);
  if (object.kind !== 'Node') return {};
  const { name, uid } = object.metadata;
  return { 'node.name': name, ...(uid === undefined ? {} : { 'node.uid': uid }) };
}

/** The token in a bootstrap kubeconfig, the file of a client certificate that a kubelet writes. */
function fileNames(fact: FactOf<'file.written'>): LiveNames {
  const { node, by, path } = fact;
  if (node.type !== 'file') return {};
  if (node.content.kind === 'pem') {
    const holdsCertificate = node.content.blocks.some((block) => 'certificate' in block);
    const isClient = componentKind(by) === 'kubelet' && path.includes('/kubelet-client');
    return isClient && holdsCertificate ? { 'certificate.file': path } : {};
  }
  if (node.content.kind !== 'kubeconfig') return {};
  const token = node.content.kubeconfig.users[0]?.token;
  const id = token === undefined ? undefined : parseBootstrapToken(token)?.id;
  return id === undefined ? {} : { 'token.id': id };
}

/** An answer without a text of its own takes the text of the one before away. */
const answerNames = ({ answer }: FactOf<'response.sent'>): LiveNames => ({
  'answer.code': String(answer.code),
  'answer.text': answerText(answer) ?? '',
});

/** The words of a step speak of the kubelet's identity, not of a controller's or the administrator's. */
const isNode = ({ user }: FactOf<'request.authenticated'>): boolean =>
  !user.name.startsWith('system:serviceaccount:') && !user.groups.includes('system:masters');

function namesIn(fact: Fact): LiveNames {
  switch (fact.type) {
    case 'scenario.started': {
      const [node] = fact.cluster.nodes;
      return {
        'server.address': fact.cluster.controlPlane.endpoint,
        'clock.date': rfc3339(fact.cluster.startsAt),
        ...(node ? { 'node.name': node.name } : {}),
      };
    }
    case 'request.authenticated':
      return isNode(fact) ? { 'user.name': fact.user.name } : {};
    case 'object.stored':
      return storedNames(fact);
    case 'file.written':
      return fileNames(fact);
    case 'approver.answered':
      return fact.allowed ? { 'approver.recognizer': fact.recognizer } : {};
    case 'certificate.issued':
    case 'certificate.installed':
      return certificateNames(fact);
    case 'clock.advanced':
      return { 'clock.date': rfc3339(fact.to) };
    case 'response.sent':
      return answerNames(fact);
    default:
      return {};
  }
}

/** The newest value of each live name. */
export const liveNamesView: Projection<LiveNames> = {
  initial: {},
  apply(names, fact) {
    const found = namesIn(fact);
    return Object.keys(found).length === 0 ? names : { ...names, ...found };
  },
};
