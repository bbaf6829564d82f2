import { loadClientConfig } from '../../../src/cluster/kubelet/kubeconfig/load-client-config.ts';
import { loadRESTConfig } from '../../../src/cluster/kubelet/kubeconfig/load-rest-config.ts';
import {
  kubeconfigLook,
  kubeconfigStillValid,
  type StillValid,
} from '../../../src/cluster/kubelet/kubeconfig/still-valid.ts';
import { kubeconfigFromBootstrap } from '../../../src/cluster/kubelet/kubeconfig/write-kubeconfig.ts';
import { joined } from '../../../src/cluster/kubelet/files.ts';
import { addressesToSANs } from '../../../src/cluster/kubelet/serving/addresses-to-sans.ts';
import { servingTemplate } from '../../../src/cluster/kubelet/serving/serving-template.ts';
import {
  CLIENT_PREFIX,
  currentName,
  SERVER_PREFIX,
} from '../../../src/cluster/kubelet/store/names.ts';
import { bootstrapBegun } from '../../../src/cluster/kubelet/bootstrap-begins.ts';
import { kubeletOf } from '../../../src/cluster/kubelet/node-kubelet.ts';
import { initialState } from '../../../src/cluster/kernel/core.ts';
import { fromBase64, fromUtf8 } from '../../../src/cluster/model/base64.ts';
import type { CertificateDetails } from '../../../src/cluster/model/crypto.ts';
import type { FileNode, Kubeconfig } from '../../../src/cluster/model/files.ts';
import { DAY, SECOND } from '../../../src/cluster/model/instant.ts';
import { commonNameOf, organizationsOf } from '../../../src/cluster/model/names.ts';
import type { Credential } from '../../../src/cluster/model/requests.ts';
import type { ClientConfig } from '../../../src/cluster/model/state/kubelet.ts';
import {
  bootstrapKeyFile,
  kubeconfigCheck,
  waitsForServer,
} from '../../../src/releases/kubelet-bootstrap.ts';
import { keyAlgorithm } from '../../../src/releases/kubelet-requests.ts';
import { firstBootCluster, NODE } from '../../../src/scenarios/first-boot/cluster.ts';
import { compared } from '../comparison.ts';
import { transportRotation } from '../transport-rotation.ts';
import { onlyKnown } from '../runner/known-fields.ts';
import { CannotRun, type Area, type CaseContext, type JsonObject } from '../runner/types.ts';

const HOST = 'https://cluster-b.com';
const KUBECONFIG = '/kubeconfig';
const BOOTSTRAP = '/bootstrap-kubeconfig';
const CERT_DIR = '<certDir>';
const KEY = 'conformance/kubelet';
const PAIR = joined(CERT_DIR, currentName(CLIENT_PREFIX));

type Addresses = readonly { readonly type: string; readonly address: string }[];

const fileOf = (kubeconfig: Kubeconfig): FileNode => ({
  type: 'file',
  mode: 0o600,
  content: { kind: 'kubeconfig', kubeconfig },
});

/** A kubeconfig of one context, as upstream's test writes it. */
function kubeconfigOf(
  context: string,
  user: Partial<Kubeconfig['users'][number]>,
  server = HOST,
  ca: string | null = 'CA',
): Kubeconfig {
  return {
    clusters: [
      { name: 'cluster', server, ...(ca === null ? {} : { certificateAuthorityData: ca }) },
    ],
    users: [{ name: 'user', ...user }],
    contexts: [{ name: context, cluster: 'cluster', user: 'user' }],
    currentContext: context,
  };
}

const keyFileOf = (certificate: string): string => certificate.replace(/\.crt$/, '.key');

/** A kubeconfig whose user has the certificate of a file, and that file. */
function withCertificate(name: string, pem: string): Map<string, FileNode> {
  const pair: FileNode = {
    type: 'file',
    mode: 0o600,
    content: { kind: 'pem', blocks: [{ certificate: pem }] },
  };
  const key: FileNode = {
    type: 'file',
    mode: 0o600,
    content: { kind: 'pem', blocks: [{ privateKey: KEY, label: 'RSA PRIVATE KEY' }] },
  };
  return new Map([
    [
      KUBECONFIG,
      fileOf(kubeconfigOf('context-b', { clientCertificate: name, clientKey: keyFileOf(name) })),
    ],
    [name, pair],
    [keyFileOf(name), key],
  ]);
}

/** Up to 1.8 a kubeconfig that is there is good enough. */
const onlyExists = ({ release }: CaseContext): boolean => kubeconfigCheck.at(release) === 'exists';

async function stillValid(files: Map<string, FileNode>, context: CaseContext): Promise<StillValid> {
  if (onlyExists(context)) return { valid: files.has(KUBECONFIG) };
  const look = kubeconfigLook(files, KUBECONFIG, context.release);
  if (look.kind !== 'certificates') return { valid: false };
  return kubeconfigStillValid(
    KUBECONFIG,
    await context.readCertificates(look.pems.join('')),
    context.now,
    context.release,
  );
}

interface StillValidGiven {
  readonly certificate?: string | null;
  readonly certificates?: readonly ('valid' | 'expired')[];
  readonly file?: string | null;
}

const described = (kind: 'valid' | 'expired', now: number): CertificateDetails =>
  ({
    notBefore: now - 2 * DAY,
    notAfter: kind === 'valid' ? now + DAY : now - DAY,
  }) as CertificateDetails;

const tokenOf = (credential: Credential): string =>
  credential.kind === 'bearerToken' ? credential.token : '';

function configWords(config: ClientConfig, certificate: string | undefined): JsonObject {
  const shows = config.credential.kind === 'clientCertificate';
  return {
    host: config.server,
    bearerToken: tokenOf(config.credential),
    ...(shows && certificate !== undefined
      ? { clientCertificate: certificate, clientKey: keyFileOf(certificate) }
      : {}),
  };
}

interface LoadGiven {
  readonly kubeconfigCertificate: string | null;
  readonly bootstrapKubeconfig: { readonly token: string; readonly currentContext: string } | null;
}

async function loaded(of: LoadGiven, context: CaseContext): Promise<JsonObject> {
  const name = (of.kubeconfigCertificate ?? '').replace('pemRef:', '');
  const files =
    name === '' ? new Map<string, FileNode>() : withCertificate(name, context.pem(name).pem);
  const bootstrap =
    of.bootstrapKubeconfig &&
    onlyKnown('bootstrapKubeconfig', of.bootstrapKubeconfig, ['token', 'currentContext']);
  if (bootstrap)
    files.set(
      BOOTSTRAP,
      fileOf(kubeconfigOf(bootstrap.currentContext, { token: bootstrap.token })),
    );
  const paths = { kubeconfig: KUBECONFIG, bootstrapKubeconfig: bootstrap ? BOOTSTRAP : '' };
  const verdict = bootstrap ? await stillValid(files, context) : undefined;
  const choice = loadClientConfig(files, paths, verdict, { certificate: PAIR, key: PAIR });
  if (choice.use === 'neither') return { error: true, errorMessage: choice.error };
  if (choice.use === 'kubeconfig') {
    if (!choice.config.ok) return { error: true, errorMessage: choice.config.error };
    const words = configWords(choice.config.value, name);
    return { certConfig: words, clientConfig: words };
  }
  const [user] = choice.kubeconfig.users;
  const clientConfig = {
    host: choice.kubeconfig.clusters[0]?.server,
    bearerToken: user?.token ?? '',
    clientCertificate: user?.clientCertificate,
    clientKey: user?.clientKey,
  };
  return { certConfig: configWords(choice.certificateConfig, undefined), clientConfig };
}

/** How long the release waits for the server: the delay that its bootstrap chart is given. */
function serverWaitSeconds({ release }: CaseContext): number | undefined {
  if (!waitsForServer.at(release)) return undefined;
  const kubelet = kubeletOf(initialState(firstBootCluster(release, 'conformance')), NODE);
  const moved = kubelet && bootstrapBegun(kubelet).find((fact) => fact.type === 'lifecycle.moved');
  return moved?.type === 'lifecycle.moved'
    ? Number(moved.context['serverWaitMs']) / SECOND
    : undefined;
}

export const area: Area = {
  'kubelet.addressesToSANs': ({ given, then }) => {
    const { dns, ip } = addressesToSANs((given as { addresses: Addresses | null }).addresses ?? []);
    return compared({ dns, ip }, then);
  },

  'kubelet.servingTemplate': ({ given, then }, { release }) => {
    const { nodeName, addresses, featureGates } = given as {
      nodeName: string;
      addresses: Addresses | null;
      featureGates?: Record<string, boolean> | null;
    };
    const template = servingTemplate(nodeName, addresses ?? [], featureGates ?? {}, release);
    const subject = template && {
      CN: commonNameOf(template.subject),
      O: organizationsOf(template.subject),
    };
    return compared(
      {
        template: template
          ? { subject, sans: { dns: template.sans.dns, ip: template.sans.ip } }
          : null,
      },
      then,
    );
  },

  'kubelet.kubeconfigStillValid': async ({ given, then }, context) => {
    const { certificate, certificates, file } = given as StillValidGiven;
    if (certificates) {
      const chain = certificates.map((kind) => described(kind, context.now));
      const verdict = onlyExists(context)
        ? { valid: true }
        : kubeconfigStillValid(KUBECONFIG, chain, context.now, context.release);
      return compared({ valid: verdict.valid, error: false }, then);
    }
    const name = (certificate ?? '').replace('pemRef:', '');
    const text = (content: string | null): Map<string, FileNode> =>
      content === null
        ? new Map()
        : new Map([
            [KUBECONFIG, { type: 'file', mode: 0o600, content: { kind: 'text', text: content } }],
          ]);
    const files =
      file === undefined && name !== ''
        ? withCertificate(name, context.pem(name).pem)
        : text(file ?? null);
    const verdict = await stillValid(files, context);
    return compared({ valid: verdict.valid, error: false }, then);
  },

  'kubelet.writeKubeconfig': ({ given, then }) => {
    const { host, caData, pemPath } = given as { host: string; caData: string; pemPath: string };
    const written = kubeconfigFromBootstrap(
      { name: 'any', server: host, certificateAuthorityData: caData },
      { certificate: pemPath, key: pemPath },
    );
    const got = {
      clusters: written.clusters.map(({ name }) => name),
      users: written.users.map((user) => ({
        name: user.name,
        'client-certificate': user.clientCertificate,
        'client-key': user.clientKey,
      })),
      contexts: written.contexts,
      'current-context': written.currentContext,
    };
    return compared(got, then);
  },

  'kubelet.loadRESTConfig': ({ given, then }) => {
    const {
      kubeconfigCurrentContext = '',
      caDataBase64,
      token,
      server,
    } = given as {
      kubeconfigCurrentContext?: string;
      caDataBase64?: string | null;
      token?: string | null;
      server?: string;
    };
    const ca = caDataBase64 ? fromUtf8(fromBase64(caDataBase64) ?? new Uint8Array()) : undefined;
    const user = token ? { token } : {};
    const file = fileOf(kubeconfigOf(kubeconfigCurrentContext, user, server, ca ?? null));
    const config = loadRESTConfig(new Map([[KUBECONFIG, file]]), KUBECONFIG);
    if (!config.ok) return compared({ error: true, errorMessage: config.error }, then);
    const { trust, credential, server: host } = config.value;
    const caData = trust.roots === 'skip' || trust.roots.length === 0 ? null : trust.roots.join('');
    return compared({ error: false, host, caData, bearerToken: tokenOf(credential) }, then);
  },

  'kubelet.loadClientConfig': async ({ given, then }, context) =>
    compared(await loaded(given as unknown as LoadGiven, context), then),

  'kubelet.constants': ({ then }, context) =>
    compared(
      {
        temporaryPrivateKey: joined(CERT_DIR, bootstrapKeyFile.at(context.release)),
        waitForServerSeconds: serverWaitSeconds(context),
        storePrefixClient: CLIENT_PREFIX,
        storePrefixServer: SERVER_PREFIX,
      },
      then,
    ),

  'kubelet.transportRotation': async ({ given, then }, { release }) => {
    const { connectionsClosed, showsNewCertificate } = await transportRotation(release);
    const { clientCertBefore, clientCertAfter } = given as Record<string, string>;
    const nextRequestUses = showsNewCertificate ? clientCertAfter : clientCertBefore;
    return compared({ connectionsClosed, nextRequestUses }, then);
  },

  'kubelet.newKey': ({ given, then }, { release }) => {
    const { algorithm } = given as { algorithm?: string | null };
    if (algorithm)
      return {
        disputed:
          'kubernetes/kubelet v0.37.0-beta.0 has no clientCertificateKeyAlgorithm and no serverCertificateKeyAlgorithm; ' +
          'kubernetes/kubernetes#142046, which brings them, was open on 2026-09-16',
      };
    return compared({ key: keyAlgorithm.at(release) }, then);
  },

  'kubelet.servingFromFiles': () => {
    throw new CannotRun(
      'the serving pair of --tls-cert-file is read once at the start here; that its files are watched from 1.31 is in the ledger only',
    );
  },
};
