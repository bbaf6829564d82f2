/**
 * With rotation in the background: what the kubelet asks for certificates with, and what it runs with
 * (bootstrap.go, LoadClientConfig, from 1.14).
 */
import type { Kubeconfig } from '../../model/files.ts';
import type { ClientConfig } from '../../model/state/kubelet.ts';
import type { Files } from '../files.ts';
import { currentContext, kubeconfigAt, loadRESTConfig, type Loaded } from './load-rest-config.ts';
import type { StillValid } from './still-valid.ts';
import { kubeconfigFromBootstrap } from './write-kubeconfig.ts';

export type ClientConfigChoice =
  /** No bootstrap kubeconfig was given, or the kubeconfig still does: it serves for both. */
  | {
      readonly use: 'kubeconfig';
      readonly because: 'noBootstrapRequested' | 'stillValid';
      readonly config: Loaded<ClientConfig>;
    }
  /** The token asks for the certificate, and the kubeconfig is written before there is one. */
  | {
      readonly use: 'bootstrap';
      readonly certificateConfig: ClientConfig;
      readonly kubeconfig: Kubeconfig;
    }
  | { readonly use: 'neither'; readonly error: string };

/**
 * @param stillValid the verdict on the kubeconfig; undefined where no bootstrap kubeconfig is given, since it is not asked
 * @param pair where the certificate and key will stand
 */
export function loadClientConfig(
  files: Files,
  paths: { readonly kubeconfig: string; readonly bootstrapKubeconfig: string },
  stillValid: StillValid | undefined,
  pair: { readonly certificate: string; readonly key: string },
): ClientConfigChoice {
  if (paths.bootstrapKubeconfig === '')
    return {
      use: 'kubeconfig',
      because: 'noBootstrapRequested',
      config: loadRESTConfig(files, paths.kubeconfig),
    };
  if (stillValid?.valid)
    return {
      use: 'kubeconfig',
      because: 'stillValid',
      config: loadRESTConfig(files, paths.kubeconfig),
    };
  const bootstrap = bootstrapContext(files, paths.bootstrapKubeconfig);
  if (!bootstrap.ok)
    return { use: 'neither', error: `unable to load bootstrap kubeconfig: ${bootstrap.error}` };
  return {
    use: 'bootstrap',
    certificateConfig: bootstrap.value.config,
    kubeconfig: kubeconfigFromBootstrap(bootstrap.value.cluster, pair),
  };
}

/** The bootstrap kubeconfig, resolved, and its cluster entry as it stands. */
export function bootstrapContext(
  files: Files,
  path: string,
): Loaded<{ readonly config: ClientConfig; readonly cluster: Kubeconfig['clusters'][number] }> {
  const config = loadRESTConfig(files, path);
  if (!config.ok) return config;
  const kubeconfig = kubeconfigAt(files, path);
  if (!kubeconfig.ok) return kubeconfig;
  const context = currentContext(kubeconfig.value);
  if (!context.ok) return context;
  return { ok: true, value: { config: config.value, cluster: context.value.cluster } };
}
