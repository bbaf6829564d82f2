/** What kubectl prints. `file` of a line is the stream: `stdout` or `stderr`. */
import { deleteNamesNamespace, errorNamesReason, successForm } from '../../releases/kubectl.ts';
import type { Release } from '../../releases/release.ts';
import type { FactOf } from '../model/facts.ts';
import type { ApiObject, Kind, Status } from '../model/objects.ts';
import type { ApiAnswer, ComponentId } from '../model/requests.ts';

export const toStdout = (by: ComponentId, message: string): FactOf<'log.printed'> => ({
  type: 'log.printed',
  by,
  severity: 'I',
  verbosity: 0,
  file: 'stdout',
  message,
});

export const toStderr = (by: ComponentId, message: string): FactOf<'log.printed'> => ({
  ...toStdout(by, message),
  severity: 'E',
  file: 'stderr',
});

/** `rbac.authorization.k8s.io` of `rbac.authorization.k8s.io/v1`; empty for the core group. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

export const versionOf = (apiVersion: string): string =>
  apiVersion.slice(apiVersion.indexOf('/') + 1);

const kindAndGroup = (kind: Kind, group: string): string =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`;

/** `secret/x created`, `secret "x" created`: the form of the release (cmd/util, PrintSuccess; cli-runtime, NamePrinter). */
export function success(object: ApiObject, operation: string, release: Release): string {
  const { name } = object.metadata;
  const kind = kindAndGroup(object.kind, groupOf(object.apiVersion));
  switch (successForm.at(release)) {
    case 'quoted':
      return `${object.kind.toLowerCase()} "${name}" ${operation}`;
    case 'quotedWithGroup':
      return `${kind} "${name}" ${operation}`;
    case 'slash':
      return `${kind}/${name} ${operation}`;
  }
}

/** `delete` has no object to print and keeps the quotes (pkg/cmd/delete/delete.go, PrintObj). */
export function deleted(
  kind: Kind,
  group: string,
  name: string,
  namespace: string | undefined,
  release: Release,
): string {
  const named =
    successForm.at(release) === 'quoted' ? kind.toLowerCase() : kindAndGroup(kind, group);
  const place =
    namespace !== undefined && deleteNamesNamespace.at(release)
      ? ` from ${namespace} namespace`
      : '';
  return `${named} "${name}" deleted${place}`;
}

/** pkg/cmd/util/helpers.go, StandardErrorMessage. */
export function serverError({ reason, message }: Status, release: Release): string {
  if (reason === 'Unauthorized' && errorNamesReason.at(release)) {
    return `error: You must be logged in to the server (${message})`;
  }
  const named = reason !== '' && errorNamesReason.at(release);
  return named ? `Error from server (${reason}): ${message}` : `Error from server: ${message}`;
}

/** The error line for an answer that is none of success. */
export function answerError(answer: ApiAnswer | undefined, release: Release): string | undefined {
  if (answer?.kind === 'status')
    return answer.status.status === 'Success' ? undefined : serverError(answer.status, release);
  return answer?.kind === 'text' && answer.code >= 400
    ? `Error from server: ${answer.text}`
    : undefined;
}

/** No answer: the two sentences that kubectl has for it. */
export function connectionError(address: string, error: string): string {
  return error.includes('connection refused')
    ? `The connection to the server ${address} was refused - did you specify the right host or port?`
    : `Unable to connect to the server: ${error}`;
}
