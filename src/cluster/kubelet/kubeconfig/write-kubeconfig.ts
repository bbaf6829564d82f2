/** The kubeconfig that a kubelet writes for itself (bootstrap.go, writeKubeconfigFromBootstrapping). */
import { emptyKubeconfigFields } from '../../../releases/kubeconfig.ts';
import type { Release } from '../../../releases/release.ts';
import type { FileNode, Kubeconfig } from '../../model/files.ts';
import { directoryMade, directoryOf, type FileChange, type Files } from '../files.ts';
import type { CurrentContext } from './load-rest-config.ts';

/** Mode of the file, and of its directory where that has to be made (clientcmd.WriteToFile). */
const KUBECONFIG_MODE = 0o600;
const DIRECTORY_MODE = 0o755;

/** Server and trust come from the bootstrap kubeconfig, the credential is the pair of files; the token is not taken over. */
export function kubeconfigFromBootstrap(
  bootstrap: CurrentContext['cluster'],
  pair: { readonly certificate: string; readonly key: string },
): Kubeconfig {
  const { server, certificateAuthority, certificateAuthorityData, insecureSkipTlsVerify } =
    bootstrap;
  const authority =
    certificateAuthority === undefined
      ? certificateAuthorityData === undefined
        ? {}
        : { certificateAuthorityData }
      : { certificateAuthority };
  return {
    clusters: [
      {
        name: 'default-cluster',
        server,
        ...authority,
        ...(insecureSkipTlsVerify ? { insecureSkipTlsVerify } : {}),
      },
    ],
    users: [{ name: 'default-auth', clientCertificate: pair.certificate, clientKey: pair.key }],
    contexts: [
      {
        name: 'default-context',
        cluster: 'default-cluster',
        user: 'default-auth',
        namespace: 'default',
      },
    ],
    currentContext: 'default-context',
  };
}

/** @param release of the writer, whose client-go decides which empty fields stand in the file */
export function kubeconfigWritten(
  files: Files,
  path: string,
  kubeconfig: Kubeconfig,
  release: Release,
): readonly FileChange[] {
  const emptyFields = emptyKubeconfigFields.at(release);
  const node: FileNode = {
    type: 'file',
    mode: KUBECONFIG_MODE,
    content: { kind: 'kubeconfig', kubeconfig: { ...kubeconfig, emptyFields } },
  };
  return [
    ...directoryMade(files, directoryOf(path), DIRECTORY_MODE),
    { kind: 'write', path, node },
  ];
}
