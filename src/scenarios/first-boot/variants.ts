import { approverKind, keyEncipherment as approverWants } from '../../releases/approver.ts';
import { servedCsrVersions } from '../../releases/csr-api.ts';
import { kubeadmAuthorizationModes } from '../../releases/kubeadm.ts';
import { keyEncipherment as kubeletAsks } from '../../releases/kubelet-requests.ts';
import type { Variant } from '../model.ts';
import { releasesWhere, stretchWhere } from '../stretch.ts';
import { NODE, TOKEN_ID } from './cluster.ts';
import { APPROVE_BINDING, BOOTSTRAP_BINDING } from './objects.ts';

const removeBinding = (name: string) =>
  ({ type: 'kubectl.delete', kind: 'ClusterRoleBinding', name }) as const;
const decide = (verb: 'approve' | 'deny') =>
  ({ type: 'kubectl.certificate', verb, csr: { node: NODE, purpose: 'client' } }) as const;

/** Without a binding nobody is approved, unless a flag names the group. */
const waitsForPerson = {
  only: stretchWhere((release) => approverKind.at(release) === 'subjectAccessReview'),
  because: 'groupApprover',
} as const;

export const variants: readonly Variant[] = [
  /** 403: nobody bound system:node-bootstrapper to the token's group. */
  {
    id: 'no-binding',
    does: { 'kubelet-starts': [removeBinding(BOOTSTRAP_BINDING)] },
    about: 'creation-authorized',
    goesOn: false,
    only: stretchWhere((release) => kubeadmAuthorizationModes.at(release).includes('RBAC')),
    because: 'noRbac',
  },
  /** 401: the secret half of the token is wrong. */
  {
    id: 'wrong-token',
    does: {
      'kubelet-starts': [
        { type: 'node.provision', node: NODE, token: `${TOKEN_ID}.0000000000000000` },
      ],
    },
    about: 'token-authenticated',
    goesOn: false,
  },
  /** The SubjectAccessReview says no, the CSR stays Pending, and a person approves it. */
  {
    id: 'approve-by-hand',
    does: {
      'kubelet-starts': [removeBinding(APPROVE_BINDING)],
      'csr-approved': [decide('approve')],
    },
    about: 'csr-approved',
    goesOn: true,
    ...waitsForPerson,
  },
  /** The same, and the person denies it. */
  {
    id: 'deny-by-hand',
    does: { 'kubelet-starts': [removeBinding(APPROVE_BINDING)], 'csr-approved': [decide('deny')] },
    about: 'csr-approved',
    goesOn: false,
    ...waitsForPerson,
  },
  /** A kubelet leaves out a usage that approver and signer of its control plane want. */
  {
    id: 'newer-kubelet',
    kubelet: releasesWhere((release) => kubeletAsks.at(release) === 'rsaKey')[0]!,
    does: { 'csr-approved': [decide('approve')] },
    about: 'certificate-signed',
    goesOn: false,
    only: stretchWhere(
      (release) =>
        approverWants.at(release) === 'required' && servedCsrVersions.at(release).includes('v1'),
    ),
    because: 'usagesKnown',
  },
];
