/** How kube-apiserver decides whether a request may be made, release by release. */
import { from, inferred, read, timeline } from './timeline.ts';

const NODE = 'plugin/pkg/auth/authorizer/node/node_authorizer.go';

/** Whether --authorization-mode may name `Node`. */
export const nodeAuthorizer = timeline(
  'apiserver.authorization.node',
  [from('1.7', true, read(NODE, 'v1.7.0', 'Authorize'))],
  { absent: false },
);

/** Whether the group system:masters may do everything, before any authorizer is asked. */
export const mastersGroup = timeline('apiserver.authorization.mastersGroup', [
  from(
    '1.4',
    false,
    read(
      'pkg/genericapiserver/authorizer/authz.go',
      'v1.4.0',
      'NewAuthorizerFromAuthorizationConfig',
    ),
  ),
  from(
    '1.5',
    true,
    read('cmd/kube-apiserver/app/server.go', 'v1.5.0', 'authorizer.NewPrivilegedGroups'),
  ),
]);

/** Verbs with which a node may read Secrets and ConfigMaps of its own pods. */
export const nodeSecretVerbs = timeline<readonly string[]>(
  'apiserver.authorization.nodeSecretVerbs',
  [
    from('1.7', ['get'], read(NODE, 'v1.7.0', 'authorizeGet')),
    from('1.11', ['get', 'list', 'watch'], read(NODE, 'v1.11.0', 'authorizeReadNamespacedObject')),
  ],
);

/** What the Node authorizer says of an object that no pod of the node refers to. */
export const nodeNoPathReason = timeline<(node: string) => string>(
  'apiserver.authorization.nodeNoPathReason',
  [
    from('1.7', () => 'no path found to object', read(NODE, 'v1.7.0', 'authorize')),
    from(
      '1.14',
      (node) => `no relationship found between node "${node}" and this object`,
      read(NODE, 'v1.14.8', 'authorize', { readIn: 'davidstack 1.14.8' }),
    ),
    from(
      '1.17',
      (node) => `no relationship found between node '${node}' and this object`,
      inferred(NODE, 'v1.21.1', 'authorize', { readIn: 'openshift/microshift' }),
    ),
  ],
);

/** AuthorizeNodeWithSelectors: a node may read only its own Node object. */
export const nodeReadsOwnNodeOnly = timeline('apiserver.authorization.nodeReadsOwnNodeOnly', [
  from('1.7', false, read(NODE, 'v1.7.0', 'Authorize')),
  from(
    '1.32',
    true,
    read(NODE, 'v1.36.3', 'AuthorizeNodeWithSelectors', { readIn: 'openshift/microshift' }),
  ),
]);

/** Whether a list or watch of one object by `metadata.name` is authorized under that name. */
export const nameFromFieldSelector = timeline('apiserver.authorization.nameFromFieldSelector', [
  from(
    '1.4',
    false,
    read(
      'staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go',
      'v1.8.0',
      'NewRequestInfo',
    ),
  ),
  from(
    '1.11',
    true,
    read(
      'staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go',
      'v1.11.0',
      'NewRequestInfo',
    ),
  ),
]);

/** Versions that serve roles and bindings. */
export const servedRbacVersions = timeline<readonly string[]>(
  'apiserver.authorization.servedRbacVersions',
  [
    from('1.4', ['v1alpha1'], read('pkg/apis/rbac/install/install.go', 'v1.4.0', 'init')),
    from(
      '1.6',
      ['v1beta1', 'v1alpha1'],
      read('pkg/apis/rbac/install/install.go', 'v1.6.0', 'Install'),
    ),
    from(
      '1.8',
      ['v1', 'v1beta1', 'v1alpha1'],
      read('pkg/apis/rbac/install/install.go', 'v1.8.0', 'Install'),
    ),
    from(
      '1.22',
      ['v1'],
      read(
        'staging/src/k8s.io/api/rbac/v1beta1/zz_generated.prerelease-lifecycle.go',
        'v1.22.3',
        'APILifecycleRemoved',
        { readIn: 'bluemiaomiao/kubernetes-zh' },
      ),
    ),
  ],
);

/** Versions that serve SubjectAccessReviews. */
export const servedReviewVersions = timeline<readonly string[]>(
  'apiserver.authorization.servedReviewVersions',
  [
    from('1.4', ['v1beta1'], read('pkg/apis/authorization/install/install.go', 'v1.4.0', 'init')),
    from(
      '1.6',
      ['v1', 'v1beta1'],
      read('pkg/apis/authorization/install/install.go', 'v1.6.0', 'Install'),
    ),
    from(
      '1.22',
      ['v1'],
      read(
        'staging/src/k8s.io/api/authorization/v1beta1/zz_generated.prerelease-lifecycle.go',
        'v1.22.3',
        'APILifecycleRemoved',
        { readIn: 'bluemiaomiao/kubernetes-zh' },
      ),
    ),
  ],
);
