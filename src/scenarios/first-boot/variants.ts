import type { Variant } from '../model.ts';
import { NODE, TOKEN_ID } from './cluster.ts';
import { APPROVE_BINDING, BOOTSTRAP_BINDING } from './objects.ts';

const removeBinding = (name: string) => ({ type: 'kubectl.delete', kind: 'ClusterRoleBinding', name }) as const;

export const variants: readonly Variant[] = [
  /** 403: nobody bound system:node-bootstrapper to the token's group. */
  { id: 'no-binding', at: 'kubelet-starts', does: [removeBinding(BOOTSTRAP_BINDING)], endsAt: 'creation-authorized' },
  /** 401: the secret half of the token is wrong. */
  {
    id: 'wrong-token',
    at: 'kubelet-starts',
    does: [{ type: 'node.provision', node: NODE, token: `${TOKEN_ID}.0000000000000000` }],
    endsAt: 'token-authenticated',
  },
  /** Nobody may have it approved automatically: the CSR stays Pending until a person decides. */
  { id: 'approve-by-hand', at: 'kubelet-starts', does: [removeBinding(APPROVE_BINDING)], endsAt: 'csr-pending' },
];
