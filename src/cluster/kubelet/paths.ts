import { bootstrapKeyFile, bootstrapPairKept } from '../../releases/kubelet-bootstrap.ts';
import { certDirDefault } from '../../releases/kubelet-flags.ts';
import { joined } from './files.ts';
import type { NodeKubelet } from './node-kubelet.ts';
import { CLIENT_PREFIX, currentName } from './store/names.ts';

type Where = Pick<NodeKubelet, 'spec' | 'release'>;

export const certDir = ({ spec, release }: Where): string =>
  spec.certDir ?? certDirDefault.at(release);

/** The key of a bootstrap that is under way. */
export const bootstrapKeyPath = (kubelet: Where): string =>
  joined(certDir(kubelet), bootstrapKeyFile.at(kubelet.release));

/** The pair that the written kubeconfig names (bootstrap.go, LoadClientCert). */
export function clientPairPaths(kubelet: Where): {
  readonly certificate: string;
  readonly key: string;
} {
  const directory = certDir(kubelet);
  if (bootstrapPairKept.at(kubelet.release) === 'crtAndKey') {
    return {
      certificate: joined(directory, `${CLIENT_PREFIX}.crt`),
      key: joined(directory, `${CLIENT_PREFIX}.key`),
    };
  }
  const current = joined(directory, currentName(CLIENT_PREFIX));
  return { certificate: current, key: current };
}

export const selfSignedPaths = (
  kubelet: Where,
): { readonly certificate: string; readonly key: string } => ({
  certificate: joined(certDir(kubelet), 'kubelet.crt'),
  key: joined(certDir(kubelet), 'kubelet.key'),
});
