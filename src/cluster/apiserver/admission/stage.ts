/** The admission stages of a request: before the registry has looked at the object, and after. */
import { validatingPhase } from '../../../releases/admission.ts';
import type { FactBody } from '../../model/facts.ts';
import type { ApiObject, UserInfo } from '../../model/objects.ts';
import type { ResourceRequest } from '../../model/requests.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Exchange } from '../../model/state/transport.ts';
import { refusal } from '../answer.ts';
import { attributesOfReview } from '../authorization/attributes.ts';
import { authorizerOf } from '../authorization/authorizer-of.ts';
import { authorize } from '../authorization/chain.ts';
import { apiServerId, apiServerRelease } from '../identity.ts';
import { storedObject } from '../registry/resources.ts';
import { forbidden, qualified } from '../status.ts';
import type { AdmissionRequest } from './attributes.ts';
import { enabledPlugins, runPlugins } from './plugins.ts';

export type Phase = 'mutating' | 'validating';

const OPERATIONS = {
  create: 'CREATE',
  update: 'UPDATE',
  patch: 'UPDATE',
  delete: 'DELETE',
} as const;

function admissionRequest(
  state: ClusterState,
  exchange: Exchange,
  request: ResourceRequest,
  user: UserInfo,
  object: ApiObject,
): AdmissionRequest | undefined {
  if (request.verb === 'get' || request.verb === 'list' || request.verb === 'watch')
    return undefined;
  return {
    release: apiServerRelease(state),
    operation: OPERATIONS[request.verb],
    resource: request.resource,
    subresource: request.subresource ?? '',
    name: request.verb === 'create' ? '' : (request.name ?? ''),
    user,
    object,
    stored: request.verb === 'create' ? undefined : storedObject(state, request),
    csr: exchange.csr,
    allows: (review) => authorize(attributesOfReview(user, review), authorizerOf(state)).allowed,
  };
}

/** The object's name as a refusal prints it; what a name would be generated from stands for it before that has happened. */
function nameInRefusal({ name, object }: AdmissionRequest): string {
  return name || object?.metadata.name || object?.metadata.generateName || 'Unknown';
}

/** Whether a release has the validating phase; before, every plugin runs in the one there is. */
export const hasPhase = (state: ClusterState, phase: Phase): boolean =>
  phase === 'mutating' || validatingPhase.at(apiServerRelease(state));

/** Runs the plugins of a phase over the object as it stands. */
export function admit(
  state: ClusterState,
  exchange: Exchange,
  phase: Phase,
  object: ApiObject,
): readonly FactBody[] {
  const { request, user } = exchange;
  if (request.kind !== 'resource' || !user) return [];
  const asked = admissionRequest(state, exchange, request, user, object);
  if (!asked) return [];
  const enabled = enabledPlugins(
    state.spec.controlPlane.apiServer.enabledAdmissionPlugins,
    asked.release,
  );
  const { verdicts, refusal: reason } = runPlugins(
    enabled.filter((plugin) => plugin.phase === phase),
    asked,
  );
  const common = { by: apiServerId(state), exchange: exchange.id, phase, plugins: verdicts };
  if (reason === undefined) return [{ type: 'request.admitted', ...common, object }];
  const status = forbidden(
    qualified(request.resource, request.apiGroup),
    nameInRefusal(asked),
    reason,
  );
  return [{ type: 'request.notAdmitted', ...common }, refusal(state, exchange, status)];
}
