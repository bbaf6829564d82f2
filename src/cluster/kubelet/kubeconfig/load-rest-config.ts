/** A kubeconfig file resolved to its current context (client-go tools/clientcmd: loader.go, client_config.go, validation.go). */
import { configFileError } from '../../../releases/kubeconfig.ts';
import type { Release } from '../../../releases/release.ts';
import type { FileNode, Kubeconfig } from '../../model/files.ts';
import { goQuoted } from '../../model/go-text.ts';
import type { Credential, ServerTrust } from '../../model/requests.ts';
import type { ClientConfig } from '../../model/state/kubelet.ts';
import { certificatesIn, pemBlocksOf, resolved, type Files } from '../files.ts';
import { pairFrom } from '../store/pair-file.ts';
import { yamlError } from './yaml-error.ts';

/** What stands in a kubeconfig for its current context. */
export interface CurrentContext {
  readonly cluster: Kubeconfig['clusters'][number];
  readonly user: Kubeconfig['users'][number];
}

export type Loaded<T> = { readonly ok: true; readonly value: T } | NotLoaded;

export interface NotLoaded {
  readonly ok: false;
  readonly error: string;
  /** The file itself is fine, but its client certificate and key make no pair. */
  readonly noPair?: true;
}

const failed = (error: string): NotLoaded => ({
  ok: false,
  error,
});

/** Go's aggregate error: one error as it is, several in brackets. */
const aggregate = (errors: readonly string[]): string =>
  errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`;

const invalid = (errors: readonly string[]): NotLoaded =>
  failed(`invalid configuration: ${aggregate(errors)}`);

const JSON_ERROR =
  'couldn\'t get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const EMPTY: Kubeconfig = { clusters: [], users: [], contexts: [], currentContext: '' };

const isEmpty = (text: string): boolean => ['', '{}'].includes(text.trim());

/** The error of a load as the release words it: up to 1.13 with a capital letter. */
export const loadError = ({ error }: NotLoaded, release: Release): string =>
  error.replace(/^error(?= loading config file)/, configFileError.at(release));

/**
 * The kubeconfig that stands at `path`.
 *
 * SIMPLIFIED: whatever is YAML and no kubeconfig gives the one error that a bare text gives.
 */
export function kubeconfigAt(files: Files, path: string): Loaded<Kubeconfig> {
  const node: FileNode | undefined = resolved(files, path);
  if (!node) return failed(`stat ${path}: no such file or directory`);
  if (node.type === 'file' && node.content.kind === 'kubeconfig')
    return { ok: true, value: node.content.kubeconfig };
  if (node.type === 'file' && node.content.kind === 'text' && isEmpty(node.content.text))
    return { ok: true, value: EMPTY };
  const { content } = node.type === 'file' ? node : {};
  const broken = content?.kind === 'text' ? yamlError(content.text) : undefined;
  return failed(`error loading config file ${goQuoted(path)}: ${broken ?? JSON_ERROR}`);
}

/** The cluster and user of the current context, or what validateContext says. */
export function currentContext(kubeconfig: Kubeconfig): Loaded<CurrentContext> {
  const { contexts, clusters, users, currentContext: name } = kubeconfig;
  if (contexts.length === 0 && clusters.length === 0 && users.length === 0)
    return failed('invalid configuration: no configuration has been provided');
  const context = contexts.find((candidate) => candidate.name === name);
  if (!context) return invalid([`context was not found for specified context: ${name}`]);
  const cluster = clusters.find((candidate) => candidate.name === context.cluster);
  const user = users.find((candidate) => candidate.name === context.user);
  if (cluster && user) return { ok: true, value: { cluster, user } };
  const missing = [
    ...(user
      ? []
      : [`user ${goQuoted(context.user)} was not found for context ${goQuoted(context.name)}`]),
    ...(cluster
      ? []
      : [
          `cluster ${goQuoted(context.cluster)} was not found for context ${goQuoted(context.name)}`,
        ]),
  ];
  return invalid(missing);
}

/**
 * The client configuration of a kubeconfig file, as kubelet's loadRESTClientConfig gives it. Files that it names must be
 * there.
 */
export function loadRESTConfig(files: Files, path: string): Loaded<ClientConfig> {
  const kubeconfig = kubeconfigAt(files, path);
  if (!kubeconfig.ok) return kubeconfig;
  const context = currentContext(kubeconfig.value);
  if (!context.ok) return context;
  const { cluster, user } = context.value;
  const unreadable = [...missingUserFiles(files, user), ...missingClusterFiles(files, cluster)];
  if (unreadable.length > 0) return invalid(unreadable);
  const credential = credentialOf(files, user);
  if (!credential.ok) return credential;
  return {
    ok: true,
    value: { server: cluster.server, trust: trustOf(files, cluster), credential: credential.value },
  };
}

/** Server and trust of a kubeconfig's current context, whatever its credential. */
export function loadCluster(
  files: Files,
  path: string,
): Loaded<Pick<ClientConfig, 'server' | 'trust'>> {
  const kubeconfig = kubeconfigAt(files, path);
  if (!kubeconfig.ok) return kubeconfig;
  const context = currentContext(kubeconfig.value);
  if (!context.ok) return context;
  const { cluster } = context.value;
  return { ok: true, value: { server: cluster.server, trust: trustOf(files, cluster) } };
}

function missingUserFiles(files: Files, user: CurrentContext['user']): readonly string[] {
  const unable = (what: string, path: string | undefined): readonly string[] =>
    path === undefined || resolved(files, path)
      ? []
      : [
          `unable to read ${what} ${path} for ${user.name} due to open ${path}: no such file or directory`,
        ];
  return [
    ...unable('client-cert', user.clientCertificate),
    ...unable('client-key', user.clientKey),
  ];
}

function missingClusterFiles(files: Files, cluster: CurrentContext['cluster']): readonly string[] {
  const path = cluster.certificateAuthority;
  if (path === undefined || resolved(files, path)) return [];
  return [
    `unable to read certificate-authority ${path} for ${cluster.name} due to open ${path}: no such file or directory`,
  ];
}

/** SIMPLIFIED: without a CA of its own a kubeconfig trusts nobody; really it would trust the host's system roots. */
function trustOf(files: Files, cluster: CurrentContext['cluster']): ServerTrust {
  if (cluster.insecureSkipTlsVerify) return { roots: 'skip' };
  if (cluster.certificateAuthorityData !== undefined)
    return { roots: [cluster.certificateAuthorityData] };
  return {
    roots:
      cluster.certificateAuthority === undefined
        ? []
        : certificatesIn(pemBlocksOf(files, cluster.certificateAuthority) ?? []),
  };
}

/** An empty token is no credential: the request goes out anonymously. */
function credentialOf(files: Files, user: CurrentContext['user']): Loaded<Credential> {
  if (user.clientCertificateData !== undefined && user.clientKeyData !== undefined) {
    return {
      ok: true,
      value: {
        kind: 'clientCertificate',
        chain: [user.clientCertificateData],
        key: user.clientKeyData,
      },
    };
  }
  if (user.clientCertificate !== undefined && user.clientKey !== undefined) {
    const pair = pairFrom(
      pemBlocksOf(files, user.clientCertificate) ?? [],
      pemBlocksOf(files, user.clientKey) ?? [],
      (cause) => cause,
    );
    return pair.ok
      ? { ok: true, value: { kind: 'clientCertificate', ...pair.pair } }
      : { ...pair, noPair: true };
  }
  return {
    ok: true,
    value: user.token ? { kind: 'bearerToken', token: user.token } : { kind: 'none' },
  };
}
