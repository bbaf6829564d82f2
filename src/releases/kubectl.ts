/** kubectl: conditions that `certificate approve|deny` writes, and what it prints. */
import { from, read, timeline } from './timeline.ts';

const CERTIFICATES = 'pkg/kubectl/cmd/certificates.go';
const STAGING_CERTIFICATES = 'staging/src/k8s.io/kubectl/pkg/cmd/certificates/certificates.go';
const KUBECTL = { readIn: 'kubernetes/kubectl' };

/** Version of certificates.k8s.io that kubectl uses. From 1.19 it falls back to v1beta1 where v1 is not served. */
export const kubectlCsrVersion = timeline<'v1alpha1' | 'v1beta1' | 'v1'>(
  'kubectl.certificates.apiVersion',
  [
    from('1.5', 'v1alpha1', read(CERTIFICATES, 'v1.5.0', 'modifyCertificateCondition')),
    from('1.6', 'v1beta1', read(CERTIFICATES, 'v1.6.0, v1.12.2', 'modifyCertificateCondition')),
    from(
      '1.19',
      'v1',
      read(STAGING_CERTIFICATES, 'release-1.19', 'modifyCertificateCondition', KUBECTL),
    ),
  ],
  { absent: 'v1alpha1' },
);

/** The message of the Denied condition; for years it said "approved". */
export const denyMessage = timeline(
  'kubectl.certificates.denyMessage',
  [
    from(
      '1.5',
      'This CSR was approved by kubectl certificate deny.',
      read(CERTIFICATES, 'v1.5.0, v1.6.0, v1.8.0, v1.10.0, v1.11.0', 'RunCertificateDeny'),
    ),
    from(
      '1.12',
      'This CSR was denied by kubectl certificate deny.',
      read(CERTIFICATES, 'v1.12.2', 'RunCertificateDeny'),
    ),
  ],
  { absent: 'This CSR was approved by kubectl certificate deny.' },
);

/** `status` of the condition that kubectl writes. */
export const kubectlConditionStatus = timeline<'absent' | 'True'>(
  'kubectl.certificates.conditionStatus',
  [
    from('1.5', 'absent', read(CERTIFICATES, 'v1.5.0', 'RunCertificateApprove')),
    from(
      '1.19',
      'True',
      read(STAGING_CERTIFICATES, 'release-1.19', 'addConditionIfNeeded', KUBECTL),
    ),
  ],
  { absent: 'absent' },
);

/** A request that has the condition already: sent again unchanged, or left alone. */
export const repeatedDecision = timeline<'sent' | 'notSent'>(
  'kubectl.certificates.repeated',
  [
    from('1.5', 'sent', read(CERTIFICATES, 'v1.6.0, v1.10.0', 'modifyCertificateCondition')),
    from('1.11', 'notSent', read(CERTIFICATES, 'v1.11.0', 'modifyCertificateCondition')),
  ],
  { absent: 'sent' },
);

/** A request that was decided the other way: kubectl adds the second condition, or refuses. */
export const contraryDecision = timeline<'added' | 'refused'>(
  'kubectl.certificates.contrary',
  [
    from('1.5', 'added', read(CERTIFICATES, 'v1.6.0, v1.11.0', 'modifyCertificateCondition')),
    from(
      '1.19',
      'refused',
      read(STAGING_CERTIFICATES, 'release-1.18, release-1.19', 'addConditionIfNeeded', KUBECTL),
    ),
  ],
  { absent: 'added' },
);

/** How often `certificate approve|deny` tries again after 409 Conflict. */
export const conflictRetries = timeline(
  'kubectl.certificates.conflictRetries',
  [
    from('1.5', 0, read(CERTIFICATES, 'v1.5.0, v1.8.0, v1.10.0', 'modifyCertificateCondition')),
    from('1.11', 10, read(CERTIFICATES, 'v1.11.0', 'modifyCertificateCondition')),
  ],
  { absent: 0 },
);

/** Whether `No resources found` is printed before an error. */
export const noResourcesBeforeError = timeline(
  'kubectl.certificates.noResourcesBeforeError',
  [
    from('1.5', true, read(CERTIFICATES, 'v1.8.0, v1.11.0', 'modifyCertificateCondition')),
    from(
      '1.19',
      false,
      read(
        STAGING_CERTIFICATES,
        'release-1.18, release-1.19',
        'modifyCertificateCondition',
        KUBECTL,
      ),
    ),
  ],
  { absent: true },
);

/** `kind "name" verb`, `kind.group "name" verb`, `kind.group/name verb`. */
export const successForm = timeline<'quoted' | 'quotedWithGroup' | 'slash'>(
  'kubectl.output.success',
  [
    from(
      '1.4',
      'quoted',
      read('pkg/kubectl/cmd/util/printing.go', 'v1.5.0, v1.8.0', 'PrintSuccess'),
    ),
    from(
      '1.10',
      'quotedWithGroup',
      read('pkg/kubectl/cmd/util/printing.go', 'v1.10.0', 'PrintSuccess'),
    ),
    from(
      '1.11',
      'slash',
      read(
        'staging/src/k8s.io/cli-runtime/pkg/printers/name.go',
        'v1.11.0',
        'NamePrinter.PrintObj',
      ),
    ),
  ],
);

/** `apply` of an object that is the same as the stored one. */
export const applyUnchanged = timeline<'configured' | 'unchanged'>(
  'kubectl.output.applyUnchanged',
  [
    from('1.4', 'configured', read('pkg/kubectl/cmd/apply.go', 'v1.5.0, v1.8.0', 'RunApply')),
    from('1.9', 'unchanged', read('pkg/kubectl/cmd/apply.go', 'v1.9.0', 'RunApply')),
  ],
);

/** `delete` names the namespace of a namespaced object. */
export const deleteNamesNamespace = timeline('kubectl.output.deleteNamespace', [
  from('1.4', false, read('pkg/kubectl/cmd/delete.go', 'v1.5.0, v1.8.0', 'deleteResource')),
  from(
    '1.34',
    true,
    read(
      'staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go',
      'release-1.33, release-1.34',
      'DeleteOptions.PrintObj',
      KUBECTL,
    ),
  ),
]);

/** The reason of a Status in `Error from server (Reason): …`. */
export const errorNamesReason = timeline('kubectl.output.errorReason', [
  from('1.4', false, read('pkg/kubectl/cmd/util/helpers.go', 'v1.4.0', 'StandardErrorMessage')),
  from('1.5', true, read('pkg/kubectl/cmd/util/helpers.go', 'v1.5.0', 'StandardErrorMessage')),
]);

/** Version of rbac.authorization.k8s.io in which `delete` addresses roles and bindings: the one that the server prefers. */
export const kubectlRbacVersion = timeline<'v1alpha1' | 'v1beta1' | 'v1'>(
  'kubectl.rbac.apiVersion',
  [
    from(
      '1.4',
      'v1alpha1',
      read('pkg/apis/rbac/install/install.go', 'v1.5.0', 'VersionPreferenceOrder'),
    ),
    from(
      '1.6',
      'v1beta1',
      read('pkg/apis/rbac/install/install.go', 'v1.6.0, v1.8.0', 'VersionPreferenceOrder'),
    ),
    from(
      '1.9',
      'v1',
      read('pkg/apis/rbac/install/install.go', 'v1.9.0, v1.11.0', 'VersionPreferenceOrder'),
    ),
  ],
);
