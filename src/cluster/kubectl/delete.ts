/** `kubectl delete KIND NAME`. */
import { kubectlCsrVersion, kubectlRbacVersion } from '../../releases/kubectl.ts';
import type { Release } from '../../releases/release.ts';
import type { Fact, FactBody } from '../model/facts.ts';
import type { Intent } from '../model/intents.ts';
import { RESOURCE_OF, type Kind } from '../model/objects.ts';
import type { ApiAnswer } from '../model/requests.ts';
import type { ClusterState } from '../model/state.ts';
import { called, kubectlId, kubectlRelease } from './identity.ts';
import { answerError, deleted, groupOf, toStderr, toStdout, versionOf } from './output.ts';

type DeleteIntent = Extract<Intent, { type: 'kubectl.delete' }>;

const NAMESPACED: readonly Kind[] = ['Secret', 'ConfigMap', 'Role', 'RoleBinding'];

/** The version in which kubectl addresses a kind. */
export function apiVersionOf(kind: Kind, release: Release): string {
  switch (kind) {
    case 'CertificateSigningRequest':
      return `certificates.k8s.io/${kubectlCsrVersion.at(release)}`;
    case 'ClusterRole':
    case 'ClusterRoleBinding':
    case 'Role':
    case 'RoleBinding':
      return `rbac.authorization.k8s.io/${kubectlRbacVersion.at(release)}`;
    default:
      return 'v1';
  }
}

const namespaceOf = ({ kind, namespace }: DeleteIntent): string | undefined =>
  NAMESPACED.includes(kind) ? (namespace ?? 'default') : undefined;

export function deleteObject(
  state: ClusterState,
  fact: Fact,
  command: string,
  intent: DeleteIntent,
): readonly FactBody[] {
  const apiVersion = apiVersionOf(intent.kind, kubectlRelease(state));
  const namespace = namespaceOf(intent);
  return [
    called(
      state,
      fact,
      { command, step: 'delete', index: 0 },
      {
        kind: 'resource',
        verb: 'delete',
        apiGroup: groupOf(apiVersion),
        apiVersion: versionOf(apiVersion),
        resource: RESOURCE_OF[intent.kind],
        name: intent.name,
        ...(namespace === undefined ? {} : { namespace }),
      },
    ),
  ];
}

export function deleteAnswered(
  state: ClusterState,
  intent: DeleteIntent,
  answer: ApiAnswer | undefined,
): readonly FactBody[] {
  const release = kubectlRelease(state);
  const by = kubectlId(state);
  const error = answerError(answer, release);
  if (error !== undefined) return [toStderr(by, error)];
  const group = groupOf(apiVersionOf(intent.kind, release));
  return [toStdout(by, deleted(intent.kind, group, intent.name, namespaceOf(intent), release))];
}
