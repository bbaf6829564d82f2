/** Admission plugins that look at certificates and nodes, release by release. */
import { from, inferred, read, timeline } from './timeline.ts';

const NODE_RESTRICTION = 'plugin/pkg/admission/noderestriction/admission.go';
const zh = { readIn: 'bluemiaomiao/kubernetes-zh' };
const microshift = { readIn: 'openshift/microshift' };

/** Whether validating admission is a phase of its own, after the registry's validation. */
export const validatingPhase = timeline('apiserver.admission.validatingPhase', [
  from(
    '1.4',
    false,
    read('staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go', 'v1.8.0', 'createHandler'),
  ),
  from(
    '1.9',
    true,
    read(
      'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
      'v1.9.0',
      'createHandler',
    ),
  ),
]);

/** Plugins on certificates that are on without being named. */
export const defaultCertificatePlugins = timeline<readonly string[]>(
  'apiserver.admission.defaultCertificatePlugins',
  [
    from(
      '1.4',
      [],
      read('pkg/kubeapiserver/options/plugins.go', 'v1.11.0', 'DefaultOffAdmissionPlugins'),
    ),
    from(
      '1.18',
      ['CertificateApproval', 'CertificateSigning', 'CertificateSubjectRestriction'],
      inferred('pkg/kubeapiserver/options/plugins.go', 'v1.22', 'DefaultOffAdmissionPlugins', zh),
    ),
  ],
);

/** What makes CertificateSigning ask for permission: a changed certificate, from 1.19 changed conditions too. */
export const signingLooksAtConditions = timeline('apiserver.admission.signingLooksAtConditions', [
  from(
    '1.18',
    false,
    inferred('plugin/pkg/admission/certificates/signing/admission.go', 'v1.22', 'Validate', zh),
  ),
  from(
    '1.19',
    true,
    inferred('plugin/pkg/admission/certificates/signing/admission.go', 'v1.22', 'Validate', zh),
  ),
]);

/** Whether NodeRestriction exists. */
export const nodeRestriction = timeline(
  'apiserver.admission.nodeRestriction',
  [from('1.7', true, read(NODE_RESTRICTION, 'v1.7.0', 'Admit'))],
  { absent: false },
);

/** What NodeRestriction says of a node that is not the user's own, and of a user whose node cannot be told. */
export const nodeRestrictionWords = timeline<'bare' | 'quoted' | 'notAllowed'>(
  'apiserver.admission.nodeRestrictionWords',
  [
    from('1.7', 'bare', read(NODE_RESTRICTION, 'v1.7.0', 'admitNode')),
    from('1.8', 'quoted', read(NODE_RESTRICTION, 'v1.8.0', 'admitNode')),
    from(
      '1.14',
      'notAllowed',
      read(NODE_RESTRICTION, 'v1.14.8', 'admitNode', { readIn: 'davidstack 1.14.8' }),
    ),
  ],
);

/** Whether NodeRestriction looks into the requests that nodes make for the two kubelet signers. */
export const nodeRestrictionChecksCsrs = timeline('apiserver.admission.nodeRestrictionChecksCsrs', [
  from('1.7', false, read(NODE_RESTRICTION, 'v1.30.14', 'Admit', microshift)),
  from('1.31', true, read(NODE_RESTRICTION, 'v1.31.14', 'admitCSR', microshift)),
]);

/** Labels that a node may not set on its own Node: none checked, or those under node-restriction.kubernetes.io. */
export const nodeRestrictionChecksLabels = timeline(
  'apiserver.admission.nodeRestrictionChecksLabels',
  [
    from('1.7', false, read(NODE_RESTRICTION, 'v1.11.0', 'admitNode')),
    from(
      '1.14',
      true,
      read(NODE_RESTRICTION, 'v1.14.8', 'getForbiddenCreateLabels', {
        readIn: 'davidstack 1.14.8',
      }),
    ),
  ],
);
