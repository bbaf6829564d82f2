import { joinCredential } from '../../releases/kubeadm.ts';
import { NODE, TOKEN_ID } from '../first-boot/cluster.ts';
import type { Variant } from '../model.ts';
import { stretchWhere } from '../stretch.ts';

export const variants: readonly Variant[] = [
  /** Somebody tidied up: the file of the bootstrap is gone. */
  {
    id: 'no-bootstrap-kubeconfig',
    does: {
      'power-back': [
        { type: 'file.remove', host: NODE, path: '/etc/kubernetes/bootstrap-kubelet.conf' },
      ],
    },
    about: 'bootstrap-again',
    goesOn: false,
  },
  /** The file is there; the token in it is not known any more. */
  {
    id: 'token-gone',
    does: {
      'power-back': [
        {
          type: 'kubectl.delete',
          kind: 'Secret',
          name: `bootstrap-token-${TOKEN_ID}`,
          namespace: 'kube-system',
        },
      ],
    },
    about: 'bootstrap-again',
    goesOn: false,
    only: stretchWhere((release) => joinCredential.at(release) === 'secret'),
    because: 'tokenFile',
  },
];
