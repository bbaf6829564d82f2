import type {
  AdmissionRequest,
  PluginAnswer,
} from '../../../src/cluster/apiserver/admission/attributes.ts';
import { PLUGINS } from '../../../src/cluster/apiserver/admission/plugins.ts';
import { forbidden } from '../../../src/cluster/apiserver/status.ts';
import type {
  ApiObject,
  CertificateSigningRequest,
  ResourceAttributes,
  UserInfo,
} from '../../../src/cluster/model/objects.ts';
import { agrees, compared } from '../comparison.ts';
import type { Area, CaseContext, ConformanceCase, JsonObject } from '../runner/types.ts';

interface Given {
  readonly plugin: string;
  readonly operation?: AdmissionRequest['operation'];
  readonly resource: string;
  readonly group?: string;
  readonly apiGroup?: string;
  readonly subresource?: string | null;
  readonly name?: string | null;
  readonly user?: UserInfo;
  readonly objectType?: string;
  readonly oldSignerName?: string | null;
  readonly newSignerName?: string | null;
  readonly old?: JsonObject | null;
  readonly new?: JsonObject | null;
  readonly csr?: JsonObject;
  readonly featureGates?: Readonly<Record<string, boolean>>;
  readonly authorizer?: { readonly allows?: JsonObject | null; readonly error?: boolean };
}

const GROUP = 'certificates.k8s.io';

/** The resource as the plugins know it: that of another group bears its name. */
function resourceOf({ resource, group, apiGroup }: Given): string {
  const of = group ?? apiGroup ?? GROUP;
  return of === GROUP ? resource : `${resource}.${of}`;
}

/** An authorizer that allows one thing, and nothing at all where it meets an error. */
function allows({ authorizer }: Given, review: ResourceAttributes): boolean {
  if (!authorizer?.allows || authorizer.error) return false;
  const { verb, group, version, resource, name } = review;
  return agrees({ verb, apiGroup: group, apiVersion: version, resource, name }, authorizer.allows);
}

const EMPTY: CertificateSigningRequest = {
  apiVersion: 'certificates.k8s.io/v1',
  kind: 'CertificateSigningRequest',
  metadata: { name: '' },
  spec: { request: '' },
  status: {},
};

function objectAs(
  described: JsonObject | null | undefined,
  type: string | undefined,
): ApiObject | undefined {
  if (type !== undefined && type !== 'CertificateSigningRequest')
    return { ...EMPTY, kind: type } as unknown as ApiObject;
  const { spec, status } = (described ?? {}) as { spec?: object; status?: object };
  return { ...EMPTY, spec: { ...EMPTY.spec, ...spec }, status: { ...status } };
}

/** The object sent and the object stored; cases on approval give signer names only. */
function objects(given: Given): Pick<AdmissionRequest, 'object' | 'stored'> {
  const { objectType, oldSignerName, newSignerName, operation = 'CREATE' } = given;
  const { new: updated, old: stored } = given;
  if (operation === 'CREATE') return { object: objectAs(updated, objectType), stored: undefined };
  const named = (signerName: string | null | undefined) => ({
    spec: signerName ? { signerName } : {},
  });
  return {
    object: objectAs(updated ?? named(newSignerName ?? oldSignerName), objectType),
    stored: objectAs(stored ?? named(oldSignerName), objectType),
  };
}

async function admissionRequest(given: Given, context: CaseContext): Promise<AdmissionRequest> {
  const created = given.csr
    ? await context.buildCsr({ name: given.name ?? 'csr', ...given.csr })
    : undefined;
  return {
    release: context.release,
    operation: given.operation ?? 'CREATE',
    resource: resourceOf(given),
    subresource: given.subresource ?? '',
    name: given.name ?? '',
    user: given.user ?? { name: '', groups: [] },
    ...objects(given),
    ...(created ? { object: created.object, csr: created.decoded } : {}),
    ...(given.featureGates ? { featureGates: given.featureGates } : {}),
    allows: (review) => allows(given, review),
  };
}

function messageOf(answer: PluginAnswer, given: Given): string | null {
  if (answer.outcome !== 'refused') return null;
  return forbidden(`${given.resource}.${GROUP}`, given.name ?? '', answer.reason).message;
}

async function run({ given: described, then }: ConformanceCase, context: CaseContext) {
  const given = described as unknown as Given;
  const plugin = PLUGINS.find(({ name }) => name === given.plugin);
  if (!plugin) return { skipped: `the admission plugin ${given.plugin} is not modelled` };
  const answer = plugin.admit(await admissionRequest(given, context));
  const errorMessage = messageOf(answer, given);
  const refused = answer.outcome === 'refused';
  return compared({ allowed: !refused, error: refused, errorMessage }, then);
}

export const area: Area = { 'admission.admit': run, 'admission.validate': run };
