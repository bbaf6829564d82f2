/** kubectl. */
import type { TimelineMessages } from '../../reference.ts';

export const kubectl: TimelineMessages = {
  'kubectl.certificates.apiVersion': {
    title: 'API version of kubectl certificate',
    says: 'The version of certificates.k8s.io in which kubectl approves and denies.',
  },
  'kubectl.certificates.denyMessage': {
    title: 'Message of kubectl certificate deny',
    says: 'What kubectl writes into the condition Denied.',
  },
  'kubectl.certificates.conditionStatus': {
    title: 'status of the condition that kubectl writes',
    says: 'Whether the condition has a status.',
    values: { absent: 'has none' },
  },
  'kubectl.certificates.repeated': {
    title: 'Approving what is approved',
    says: 'What kubectl does when the request has the condition already.',
    values: { sent: 'sends it again, unchanged', notSent: 'sends nothing' },
  },
  'kubectl.certificates.contrary': {
    title: 'Approving what is denied, or the other way',
    says: 'What kubectl does when the request was decided the other way.',
    values: { added: 'adds the second condition', refused: 'refuses' },
  },
  'kubectl.certificates.conflictRetries': {
    title: 'Attempts after 409 Conflict',
    says: 'How often kubectl tries again when somebody else changed the request meanwhile.',
    unit: 'times',
  },
  'kubectl.certificates.noResourcesBeforeError': {
    title: '“No resources found” before an error',
    says: 'Whether kubectl certificate prints it although the real error follows.',
  },
  'kubectl.output.success': {
    title: 'How kubectl names an object it changed',
    says: 'The form of the line after a command that worked.',
    values: {
      quoted: 'kind "name" verb',
      quotedWithGroup: 'kind.group "name" verb',
      slash: 'kind.group/name verb',
    },
  },
  'kubectl.output.applyUnchanged': {
    title: 'apply of what is there already',
    says: 'The word that kubectl apply prints when nothing changes.',
    values: { configured: 'configured', unchanged: 'unchanged' },
  },
  'kubectl.output.deleteNamespace': {
    title: 'delete names the namespace',
    says: 'Whether kubectl delete says from which namespace the object went.',
  },
  'kubectl.output.errorReason': {
    title: 'Error names its reason',
    says: 'Whether an error reads Error from server (Reason): … instead of Error from server: ….',
  },
  'kubectl.rbac.apiVersion': {
    title: 'API version of kubectl for RBAC',
    says: 'The version of rbac.authorization.k8s.io in which kubectl addresses roles and bindings.',
  },
  'kubectl.exec.triesWebSocket': {
    title: 'kubectl exec tries WebSocket first',
    says: 'Whether exec begins with WebSocket and falls back to SPDY.',
  },
};
