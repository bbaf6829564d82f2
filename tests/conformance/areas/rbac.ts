import { attributesOfReview } from '../../../src/cluster/apiserver/authorization/attributes.ts';
import {
  authorizeByRbac,
  type Binding,
  type RbacObjects,
} from '../../../src/cluster/apiserver/authorization/rbac.ts';
import { keyOf, type PolicyRule } from '../../../src/cluster/model/objects.ts';
import { defaultRbacObjects, type RbacObject } from '../../../src/releases/rbac-defaults.ts';
import type { Release } from '../../../src/releases/release.ts';
import { bindings as kubeadmBindings } from '../../../src/scenarios/first-boot/objects.ts';
import { agrees } from '../comparison.ts';
import type { Area, JsonObject } from '../runner/types.ts';

const isBinding = (object: RbacObject): object is Binding =>
  object.kind === 'ClusterRoleBinding' || object.kind === 'RoleBinding';

function objectsOf(objects: readonly RbacObject[]): RbacObjects {
  const byKey = new Map(objects.map((object) => [keyOf(object), object]));
  return { bindings: objects.filter(isBinding), get: (key) => byKey.get(key) };
}

interface ExtraBinding {
  readonly role: string;
  readonly group?: string;
  readonly user?: string;
}

function extraBinding({ role, group, user }: ExtraBinding, index: number): Binding {
  const subjects = [
    ...(group === undefined ? [] : [{ kind: 'Group', name: group } as const]),
    ...(user === undefined ? [] : [{ kind: 'User', name: user } as const]),
  ];
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `extra-${index}` },
    subjects,
    roleRef: { kind: 'ClusterRole', name: role },
  };
}

interface Authorize {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly extraBindings?: readonly ExtraBinding[] | null;
  readonly request: {
    verb: string;
    apiGroup?: string;
    resource: string;
    subresource?: string;
    name?: string | null;
    namespace?: string | null;
  };
}

function allowed({ user, groups = [], extraBindings, request }: Authorize, release: Release) {
  const [resource = '', ofResource] = request.resource.split('/');
  const subresource = request.subresource ?? ofResource;
  const { verb, apiGroup = '', name, namespace } = request;
  const attributes = attributesOfReview(
    { name: user, groups },
    {
      verb,
      group: apiGroup,
      resource,
      ...(subresource ? { subresource } : {}),
      ...(name ? { name } : {}),
      ...(namespace ? { namespace } : {}),
    },
  );
  const objects = objectsOf([
    ...defaultRbacObjects(release),
    ...(extraBindings ?? []).map(extraBinding),
  ]);
  const decision = authorizeByRbac(attributes, objects, release);
  return { allowed: decision.allowed, reason: decision.reason };
}

/** Rules are sets: the order of verbs, groups, resources and of the rules themselves says nothing. */
function canonical(rule: PolicyRule): string {
  const entries = Object.entries(rule as unknown as JsonObject)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, [...(value as readonly string[])].sort()]);
  return JSON.stringify(
    Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))),
  );
}

function rulesAgree(
  got: readonly PolicyRule[],
  then: readonly PolicyRule[],
  subset: boolean,
): boolean {
  const [have, want] = [got.map(canonical), then.map(canonical)];
  return want.every((rule) => have.includes(rule)) && (subset || have.length === want.length);
}

/** What is read upstream against a case whose range was not read. */
function contradiction(name: string, release: Release): string | undefined {
  if (
    name !== 'system:kube-controller-manager' ||
    !['1.8', '1.9', '1.10', '1.11'].includes(release)
  )
    return undefined;
  return `bootstrappolicy/testdata/cluster-roles.yaml of v1.8.0 to v1.11.1 gives system:kube-controller-manager tokenreviews, and no subjectaccessreviews (read at these tags; at ${release} here)`;
}

export const area: Area = {
  'rbac.authorize': ({ given, then }, { release }) => {
    const got = allowed(given as unknown as Authorize, release);
    return { got, ok: agrees(got, then) };
  },

  'rbac.object': ({ given, then, note }, { release }) => {
    const { kind, name, namespace } = given as { kind: string; name: string; namespace?: string };
    const all: readonly RbacObject[] = [...defaultRbacObjects(release), ...kubeadmBindings];
    const found = all.find(
      ({ kind: of, metadata }) =>
        of === kind &&
        metadata.name === name &&
        (namespace === undefined || metadata.namespace === namespace),
    );
    if (!found) return { got: { present: false }, ok: agrees({ present: false }, then) };
    const { labels, annotations } = found.metadata;
    const got = { present: true, labels, annotations, ...found };
    const { rules, ...rest } = then as { rules?: readonly PolicyRule[] };
    const own = 'rules' in found ? found.rules : [];
    const subset = note?.startsWith('Subset') ?? false;
    const ok = agrees(got, rest) && (rules === undefined || rulesAgree(own, rules, subset));
    const disputed = ok ? undefined : contradiction(name, release);
    return disputed === undefined ? { got, ok } : { disputed };
  },
};
