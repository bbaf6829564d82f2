/** Roles and bindings that kube-apiserver had stored by itself, of those that the engine's has. */
import { existsSync, readFileSync } from 'node:fs';
import type { PolicyRule } from '../../../src/cluster/model/objects.ts';
import { defaultRbacObjects, type RbacObject } from '../../../src/releases/rbac-defaults.ts';
import type { Release } from '../../../src/releases/release.ts';
import { recordedSpec } from '../cluster/spec.ts';
import type { Unit } from '../comparison.ts';

type Defaults = Readonly<
  Record<'ClusterRole' | 'Role', Readonly<Record<string, readonly PolicyRule[]>>> &
    Record<'ClusterRoleBinding', Readonly<Record<string, readonly string[]>>>
>;

const nameOf = ({ metadata: { name, namespace } }: RbacObject): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** Rules, or whom a binding binds. */
const contentOf = (object: RbacObject): unknown =>
  'rules' in object ? object.rules : object.subjects.map(({ kind, name }) => `${kind} ${name}`);

export function defaultsUnits(tag: string, release: Release): readonly Unit[] {
  const file = new URL(`../recordings/defaults-${tag}.json`, import.meta.url);
  if (!existsSync(file)) return [];
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Defaults;
  const { authorizationModes } = recordedSpec(release).controlPlane.apiServer;
  return defaultRbacObjects(release, authorizationModes).flatMap((object) => {
    const found = object.kind === 'RoleBinding' ? undefined : recorded[object.kind][nameOf(object)];
    if (found === undefined) return [];
    const content = { recorded: found, replayed: contentOf(object) };
    return [
      {
        id: `${tag}/defaults/${object.kind} ${nameOf(object)}`,
        aspects: [{ name: 'content', ...content }],
      },
    ];
  });
}
