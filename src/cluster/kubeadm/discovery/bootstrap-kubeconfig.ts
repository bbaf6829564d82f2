import type { Kubeconfig } from '../../model/files.ts';

const BOOTSTRAP_USER = 'token-bootstrap-client';

/**
 * The kubeconfig with which kubeadm asks for cluster-info: a cluster and a context, no user at all
 * (cmd/kubeadm/app/discovery/token/token.go, buildSecureBootstrapKubeConfig, buildInsecureBootstrapKubeConfig).
 * @param ca PEM of the cluster CA; the first request is made without one, and without a check of the server
 */
export function discoveryKubeconfig(server: string, clusterName: string, ca?: string): Kubeconfig {
  const context = `${BOOTSTRAP_USER}@${clusterName}`;
  const trust =
    ca === undefined ? { insecureSkipTlsVerify: true } : { certificateAuthorityData: ca };
  return {
    clusters: [{ name: clusterName, server, ...trust }],
    users: [],
    contexts: [{ name: context, cluster: clusterName, user: BOOTSTRAP_USER }],
    currentContext: context,
  };
}
