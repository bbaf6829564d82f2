/** Short forms in which the default roles are written. */
import type { PolicyRule } from '../cluster/model/objects.ts';
import type { Source } from './timeline.ts';
import { inferred, read } from './timeline.ts';

/** A rule on resources of one API group, or of several. */
export function allow(
  verbs: readonly string[],
  apiGroup: string | readonly string[],
  resources: readonly string[],
  resourceNames?: readonly string[],
): PolicyRule {
  const apiGroups = typeof apiGroup === 'string' ? [apiGroup] : apiGroup;
  return { verbs, apiGroups, resources, ...(resourceNames ? { resourceNames } : {}) };
}

/** A rule on paths that are no resources. */
export const allowPaths = (
  verbs: readonly string[],
  nonResourceURLs: readonly string[],
): PolicyRule => ({
  verbs,
  nonResourceURLs,
});

export const READ = ['get', 'list', 'watch'] as const;
export const CERTIFICATES = 'certificates.k8s.io';

/** The tree that was v1.15.0 when it was brought there. */
export const ARKTOS = 'CentaurusInfra/arktos@75e947641';

const FOLDER = 'plugin/pkg/auth/authorizer/rbac/bootstrappolicy';

type TestData =
  | 'cluster-roles'
  | 'cluster-role-bindings'
  | 'controller-roles'
  | 'namespace-roles'
  | 'namespace-role-bindings';

/** The default objects as upstream's own test data print them. */
export const testData = (file: TestData, ref: string, symbol: string, readIn?: string): Source =>
  read(`${FOLDER}/testdata/${file}.yaml`, ref, symbol, readIn === undefined ? {} : { readIn });

export const inferredTestData = (file: TestData, ref: string, symbol: string): Source =>
  inferred(`${FOLDER}/testdata/${file}.yaml`, ref, symbol);

/** The code that builds them. */
export const policy = (
  file: 'policy' | 'controller_policy' | 'namespace_policy',
  ref: string,
  symbol: string,
  readIn?: string,
): Source => read(`${FOLDER}/${file}.go`, ref, symbol, readIn === undefined ? {} : { readIn });

export const inferredPolicy = (
  file: 'policy' | 'controller_policy' | 'namespace_policy',
  ref: string,
  symbol: string,
): Source => inferred(`${FOLDER}/${file}.go`, ref, symbol);
