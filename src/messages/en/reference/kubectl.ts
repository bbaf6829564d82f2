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
  'kubectl.get.csrColumns': {
    title: 'Columns of kubectl get csr',
    says: 'Which columns a list of requests has, and in which order.',
  },
  'kubectl.get.age': {
    title: 'AGE in the tables of kubectl get',
    says: 'In how many units an age is told.',
    values: {
      oneUnit: 'one: 47s, 3m, 11h',
      twoUnits: 'two where there is room: 2m15s, 7h30m, 2y0d',
      twoUnitsFromTwoYears: 'two, but none of days that are zero: 2m15s, 7h30m, 2y',
    },
  },
  'kubectl.get.minWidth': {
    title: 'Least width of a column of kubectl get',
    says: 'How wide a column is at least, the blanks after it included.',
    unit: 'characters',
  },
  'kubectl.describe.padding': {
    title: 'What aligns the lines of kubectl describe',
    says: 'What stands between a name and its value.',
    values: { tabs: 'tabs', blanks: 'blanks' },
  },
  'kubectl.describe.noEvents': {
    title: 'kubectl describe where there are no events',
    says: 'The last line of a description.',
    verbatim: true,
  },
  'kubectl.describe.signer': {
    title: 'kubectl describe csr names the signer',
    says: 'Whether the description has a line Signer.',
  },
  'kubectl.describe.requestedDuration': {
    title: 'kubectl describe csr names the duration asked for',
    says: 'Whether the description has a line Requested Duration.',
  },
  'kubectl.describe.uris': {
    title: 'kubectl describe csr names URIs',
    says: 'Whether URIs stand among the subject alternative names.',
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
