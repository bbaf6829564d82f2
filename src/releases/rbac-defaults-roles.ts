/** Default ClusterRoles of the administrator, of discovery and of everything about certificates (bootstrappolicy, ClusterRoles). */
import type { PolicyRule } from '../cluster/model/objects.ts';
import { controllerManagerRules } from './rbac-defaults-controller-manager.ts';
import {
  ARKTOS,
  allow,
  allowPaths,
  CERTIFICATES,
  inferredPolicy,
  inferredTestData,
  policy,
  READ,
  testData,
} from './rbac-rule.ts';
import { from, timeline, type Timeline } from './timeline.ts';

type Rules = readonly PolicyRule[] | undefined;
const absent = { absent: undefined };

const clusterAdmin = timeline<Rules>(
  'rbac.clusterRole.cluster-admin',
  [
    from(
      '1.5',
      [allow(['*'], '*', ['*']), allowPaths(['*'], ['*'])],
      policy('policy', 'v1.5.0', 'ClusterRoles'),
    ),
  ],
  absent,
);

const oldDiscovery = ['/api', '/api/*', '/apis', '/apis/*'];
const swagger = ['/swagger-2.0.0.pb-v1', '/swagger.json', '/swaggerapi', '/swaggerapi/*'];

const discovery = timeline<Rules>(
  'rbac.clusterRole.system-discovery',
  [
    from(
      '1.5',
      [allowPaths(['get'], [...oldDiscovery, '/swaggerapi', '/swaggerapi/*', '/version'])],
      policy('policy', 'v1.5.0', 'ClusterRoles'),
    ),
    from(
      '1.6',
      [
        allowPaths(
          ['get'],
          [...oldDiscovery, '/healthz', '/swaggerapi', '/swaggerapi/*', '/version'],
        ),
      ],
      testData('cluster-roles', 'v1.6.0', 'system:discovery'),
    ),
    from(
      '1.8',
      [allowPaths(['get'], [...oldDiscovery, '/healthz', ...swagger, '/version'])],
      testData('cluster-roles', 'v1.8.15', 'system:discovery'),
      'not yet in 1.8.0',
    ),
    from(
      '1.10',
      [
        allowPaths(
          ['get'],
          [
            ...oldDiscovery,
            '/healthz',
            '/openapi',
            '/openapi/*',
            ...swagger,
            '/version',
            '/version/',
          ],
        ),
      ],
      testData('cluster-roles', 'v1.10.0', 'system:discovery'),
    ),
    from(
      '1.14',
      [
        allowPaths(
          ['get'],
          [...oldDiscovery, '/healthz', '/openapi', '/openapi/*', '/version', '/version/'],
        ),
      ],
      inferredTestData('cluster-roles', 'v1.22', 'system:discovery'),
    ),
    from(
      '1.15',
      [
        allowPaths(
          ['get'],
          [
            ...oldDiscovery,
            '/healthz',
            '/openapi',
            '/openapi/*',
            '/readyz',
            '/version',
            '/version/',
          ],
        ),
      ],
      policy('policy', 'v1.15.0', 'ClusterRoles', ARKTOS),
    ),
    from(
      '1.16',
      [
        allowPaths(
          ['get'],
          [
            ...oldDiscovery,
            '/healthz',
            '/livez',
            '/openapi',
            '/openapi/*',
            '/readyz',
            '/version',
            '/version/',
          ],
        ),
      ],
      inferredTestData('cluster-roles', 'v1.22', 'system:discovery'),
    ),
  ],
  absent,
);

const basicUser = timeline<Rules>(
  'rbac.clusterRole.system-basic-user',
  [
    from(
      '1.5',
      [allow(['create'], 'authorization.k8s.io', ['selfsubjectaccessreviews'])],
      policy('policy', 'v1.5.0', 'ClusterRoles'),
    ),
    from(
      '1.9',
      [
        allow(['create'], 'authorization.k8s.io', [
          'selfsubjectaccessreviews',
          'selfsubjectrulesreviews',
        ]),
      ],
      testData('cluster-roles', 'v1.9.0', 'system:basic-user'),
    ),
    from(
      '1.27',
      [
        allow(['create'], 'authorization.k8s.io', [
          'selfsubjectaccessreviews',
          'selfsubjectrulesreviews',
        ]),
        allow(['create'], 'authentication.k8s.io', ['selfsubjectreviews']),
      ],
      inferredPolicy('policy', 'v1.31.14', 'clusterRoles'),
    ),
  ],
  absent,
);

const publicInfoViewer = timeline<Rules>(
  'rbac.clusterRole.system-public-info-viewer',
  [
    from(
      '1.14',
      [allowPaths(['get'], ['/healthz', '/version', '/version/'])],
      inferredPolicy('policy', 'v1.22', 'clusterRoles'),
    ),
    from(
      '1.15',
      [allowPaths(['get'], ['/healthz', '/readyz', '/version', '/version/'])],
      policy('policy', 'v1.15.0', 'ClusterRoles', ARKTOS),
    ),
    from(
      '1.16',
      [allowPaths(['get'], ['/healthz', '/livez', '/readyz', '/version', '/version/'])],
      inferredPolicy('policy', 'v1.22', 'clusterRoles'),
    ),
  ],
  absent,
);

const nodeBootstrapper = timeline<Rules>(
  'rbac.clusterRole.system-node-bootstrapper',
  [
    from(
      '1.6',
      [allow(['create', ...READ], CERTIFICATES, ['certificatesigningrequests'])],
      testData('cluster-roles', 'v1.6.0', 'system:node-bootstrapper'),
    ),
  ],
  absent,
);

/** Whoever may `create` this subresource gets such requests approved. :selfnodeserver is never made by the API server. */
const autoApproved = (subresource: 'nodeclient' | 'selfnodeclient'): Timeline<Rules> =>
  timeline<Rules>(
    `rbac.clusterRole.${subresource}`,
    [
      from(
        '1.8',
        [allow(['create'], CERTIFICATES, [`certificatesigningrequests/${subresource}`])],
        testData(
          'cluster-roles',
          'v1.8.0',
          `system:certificates.k8s.io:certificatesigningrequests:${subresource}`,
        ),
      ),
    ],
    absent,
  );

const approver = (signer: string): Timeline<Rules> =>
  timeline<Rules>(
    `rbac.clusterRole.${signer}-approver`,
    [
      from(
        '1.18',
        [allow(['approve'], CERTIFICATES, ['signers'], [`kubernetes.io/${signer}`])],
        inferredPolicy('policy', 'v1.21.1', '*-approver'),
      ),
      from(
        '1.21',
        [allow(['approve'], CERTIFICATES, ['signers'], [`kubernetes.io/${signer}`])],
        policy('policy', 'v1.21.1', '*-approver', 'openshift/microshift'),
      ),
    ],
    absent,
  );

const readNodes = [allow(READ, '', ['nodes']), allow(['proxy'], '', ['nodes'])];

const kubeletApiAdmin = timeline<Rules>(
  'rbac.clusterRole.system-kubelet-api-admin',
  [
    from(
      '1.10',
      [
        ...readNodes,
        allow(['*'], '', [
          'nodes/log',
          'nodes/metrics',
          'nodes/proxy',
          'nodes/spec',
          'nodes/stats',
        ]),
      ],
      testData('cluster-roles', 'v1.10.0', 'system:kubelet-api-admin'),
    ),
    from(
      '1.27',
      [
        ...readNodes,
        allow(['*'], '', ['nodes/log', 'nodes/metrics', 'nodes/proxy', 'nodes/stats']),
      ],
      policy('policy', 'v1.27.7', 'clusterRoles', 'openshift/microshift'),
    ),
    from(
      '1.33',
      [
        ...readNodes,
        allow(['*'], '', ['nodes/log', 'nodes/metrics', 'nodes/proxy', 'nodes/stats']),
        allow(['*'], '', ['nodes/configz', 'nodes/healthz', 'nodes/pods']),
      ],
      policy('policy', 'v1.33.13', 'kubeletAPIAdminRules', 'openshift/microshift'),
    ),
  ],
  absent,
);

const CSR_ROLE = 'system:certificates.k8s.io:certificatesigningrequests';

/** Rules by name of the ClusterRole; undefined in releases that do not have it. system:node stands in a file of its own. */
export const DEFAULT_CLUSTER_ROLES: Readonly<Record<string, Timeline<Rules>>> = {
  'cluster-admin': clusterAdmin,
  'system:basic-user': basicUser,
  [`${CSR_ROLE}:nodeclient`]: autoApproved('nodeclient'),
  [`${CSR_ROLE}:selfnodeclient`]: autoApproved('selfnodeclient'),
  'system:certificates.k8s.io:kube-apiserver-client-approver': approver('kube-apiserver-client'),
  'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver': approver(
    'kube-apiserver-client-kubelet',
  ),
  'system:certificates.k8s.io:kubelet-serving-approver': approver('kubelet-serving'),
  'system:certificates.k8s.io:legacy-unknown-approver': approver('legacy-unknown'),
  'system:discovery': discovery,
  'system:kube-controller-manager': controllerManagerRules,
  'system:kubelet-api-admin': kubeletApiAdmin,
  'system:node-bootstrapper': nodeBootstrapper,
  'system:public-info-viewer': publicInfoViewer,
};
