/** The RBAC authorizer (plugin/pkg/auth/authorizer/rbac, pkg/registry/rbac/validation/rule.go). */
import { aggregatesAreDeduplicated } from '../../../releases/api-texts.ts';
import { rbacAllowedPrefix } from '../../../releases/rbac-reason.ts';
import type { Release } from '../../../releases/release.ts';
import { goQuoted } from '../../model/go-text.ts';
import {
  keyOf,
  objectKey,
  type ApiObject,
  type ClusterRole,
  type ClusterRoleBinding,
  type ObjectKey,
  type RbacSubject,
  type Role,
  type RoleBinding,
  type RoleRef,
  type UserInfo,
} from '../../model/objects.ts';
import { goAggregate } from '../go-errors.ts';
import type { Attributes } from './attributes.ts';
import { ruleCovers } from './rules.ts';

export type Binding = ClusterRoleBinding | RoleBinding;

/** Where the evaluator finds roles and bindings. */
export interface RbacObjects {
  readonly bindings: Iterable<Binding>;
  get(key: ObjectKey): ApiObject | undefined;
}

export type RbacDecision =
  | {
      readonly allowed: true;
      readonly reason: string;
      readonly binding: ObjectKey;
      readonly role: ObjectKey;
    }
  | { readonly allowed: false; readonly reason: string };

/** A ServiceAccount subject without a namespace is one of the binding's namespace; in a ClusterRoleBinding it names nobody. */
function isSubject(user: UserInfo, subject: RbacSubject, namespace: string): boolean {
  switch (subject.kind) {
    case 'User':
      return user.name === subject.name;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount': {
      const of = subject.namespace ?? namespace;
      return of !== '' && user.name === `system:serviceaccount:${of}:${subject.name}`;
    }
  }
}

function roleKey({ kind, name }: RoleRef, namespace: string): ObjectKey {
  return kind === 'ClusterRole'
    ? objectKey('clusterroles', name)
    : objectKey('roles', name, namespace);
}

function roleAt(objects: RbacObjects, key: ObjectKey): ClusterRole | Role | undefined {
  const found = objects.get(key);
  return found?.kind === 'ClusterRole' || found?.kind === 'Role' ? found : undefined;
}

function described(subject: RbacSubject, namespace: string): string {
  const name =
    subject.kind === 'ServiceAccount'
      ? `${subject.name}/${subject.namespace ?? namespace}`
      : subject.name;
  return `${subject.kind} ${goQuoted(name)}`;
}

/** The reason of a yes, empty in releases that give none. */
function allowedBy(binding: Binding, subject: RbacSubject, release: Release): string {
  const prefix = rbacAllowedPrefix.at(release);
  if (prefix === undefined) return '';
  const namespace = binding.metadata.namespace ?? '';
  const name =
    binding.kind === 'RoleBinding'
      ? `${binding.metadata.name}/${namespace}`
      : binding.metadata.name;
  const role = `${binding.roleRef.kind} ${goQuoted(binding.roleRef.name)}`;
  return `${prefix}allowed by ${binding.kind} ${goQuoted(name)} of ${role} to ${described(subject, namespace)}`;
}

/** Cluster-wide bindings apply everywhere, those of a namespace to requests in it; by name, so that the same one counts in every run. */
function applicable(objects: RbacObjects, namespace: string): readonly Binding[] {
  const all = [...objects.bindings].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const clusterWide = all.filter(({ kind }) => kind === 'ClusterRoleBinding');
  const local =
    namespace === ''
      ? []
      : all.filter((b) => b.kind === 'RoleBinding' && b.metadata.namespace === namespace);
  return [...clusterWide, ...local];
}

const missingRole = ({ kind, name }: RoleRef): string =>
  `${kind.toLowerCase()}.rbac.authorization.k8s.io ${goQuoted(name)} not found`;

/**
 * Whether any binding of the user leads to a rule that covers the request. Rules only ever allow; a binding whose role
 * is missing gives a reason that the refusal carries.
 */
export function authorizeByRbac(
  attributes: Attributes,
  objects: RbacObjects,
  release: Release,
): RbacDecision {
  const namespace = attributes.kind === 'resource' ? attributes.namespace : '';
  const problems: string[] = [];
  for (const binding of applicable(objects, namespace)) {
    const bindingNamespace = binding.metadata.namespace ?? '';
    const subject = binding.subjects.find((candidate) =>
      isSubject(attributes.user, candidate, bindingNamespace),
    );
    if (!subject) continue;
    const key = roleKey(binding.roleRef, bindingNamespace);
    const role = roleAt(objects, key);
    if (!role) {
      problems.push(missingRole(binding.roleRef));
    } else if (role.rules.some((rule) => ruleCovers(rule, attributes))) {
      return {
        allowed: true,
        reason: allowedBy(binding, subject, release),
        binding: keyOf(binding),
        role: key,
      };
    }
  }
  const reason =
    problems.length === 0
      ? ''
      : `RBAC: ${goAggregate(problems, aggregatesAreDeduplicated.at(release))}`;
  return { allowed: false, reason };
}
