/** Scenario l: a kubelet that starts on a directory as the recorder made it. */
import { DAY, HOUR, SECOND } from '../../../src/cluster/model/instant.ts';
import type { FileNode, Kubeconfig } from '../../../src/cluster/model/files.ts';
import type { Release } from '../../../src/releases/release.ts';
import { recordedObjects } from '../cluster/spec.ts';
import type { Aspect } from '../comparison.ts';
import { logAspect } from './compare.ts';
import { craftedFiles, currentFiles } from './crafted-files.ts';
import { masked } from './masks.ts';
import { KubeletReplay } from './replay.ts';
import type { KubeletRun } from './runs.ts';
import { directoryOf } from './spec.ts';

/** The recorder looked fourteen seconds after the start. */
const PATIENCE = 14 * SECOND;

/** When the crafted certificate of the kubeconfig began and ends. */
function validity(id: string, run: KubeletRun): { notBefore: number; notAfter: number } {
  const given = run.given?.['notAfter'];
  const at = run.startedAt;
  const notAfter =
    typeof given === 'string' && given.endsWith('Z') ? Date.parse(given) : at + 365 * DAY;
  if (id === 'not-yet-valid') return { notBefore: at + HOUR, notAfter };
  if (id === 'past-rotation-deadline') return { notBefore: notAfter - 100 * HOUR, notAfter };
  return { notBefore: notAfter < at ? notAfter - DAY : at - HOUR, notAfter };
}

function ownKubeconfig(run: KubeletRun): Kubeconfig {
  const pki = `${directoryOf(run)}/pki`;
  const pair = run.given?.['layout'] === 'pem';
  const file = (kind: string) => `${pki}/kubelet-client${pair ? '-current.pem' : kind}`;
  return {
    clusters: [
      {
        name: 'default-cluster',
        server: 'https://10.0.0.10:6443',
        certificateAuthority: '/etc/kubernetes/pki/ca.crt',
      },
    ],
    users: [{ name: 'default-auth', clientCertificate: file('.crt'), clientKey: file('.key') }],
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

const TEXTS: Readonly<Record<string, string>> = {
  garbage: 'this is not a kubeconfig: [\n',
  empty: '',
  'empty-map': '{}\n',
};

function kubeconfigFile(run: KubeletRun): FileNode | undefined {
  const kind = String(run.given?.['kubeconfig']);
  if (kind === 'absent') return undefined;
  const text = TEXTS[kind];
  const content =
    text === undefined
      ? ({ kind: 'kubeconfig', kubeconfig: ownKubeconfig(run) } as const)
      : ({ kind: 'text', text } as const);
  return { type: 'file', mode: 0o644, content };
}

async function craft(id: string, run: KubeletRun, replay: KubeletReplay): Promise<void> {
  const place = (path: string, node: FileNode) =>
    replay.cluster.place({ host: run.node, path: `${directoryOf(run)}/${path}`, node });
  const { certificate, key, otherKey } = await replay.craftedPair(
    String(run.given?.['certCN']).replace('system:node:', ''),
    validity(id, run),
    run.given?.['issuer'] === 'otherca',
  );
  for (const [path, node] of craftedFiles(run, { certificate, key, otherKey }))
    await place(path, node);
  if (id.includes('current-pem')) await craftCurrent(id, run, replay);
  const kubeconfig = kubeconfigFile(run);
  if (kubeconfig) await place('kubelet.kubeconfig', kubeconfig);
}

/** The second recording of scenario l: kubelet-client-current.pem beside kubelet-client.crt, and not the same. */
async function craftCurrent(id: string, run: KubeletRun, replay: KubeletReplay): Promise<void> {
  const at = run.startedAt;
  const life = id.endsWith('current-pem-expired')
    ? { notBefore: at - DAY, notAfter: at - HOUR }
    : { notBefore: at - HOUR, notAfter: at + 365 * DAY };
  const pair = await replay.craftedPair('node-l1', life, false, 'current');
  for (const [path, node] of currentFiles(run, pair))
    await replay.cluster.place({ host: run.node, path: `${directoryOf(run)}/${path}`, node });
}

function outcome(run: KubeletRun, replay: KubeletReplay) {
  const fatal = replay.log().filter((line) => /^F |failed to run Kubelet/.test(line));
  const nodes = replay.cluster.state.objects.has(`nodes//${run.node}`);
  const below = `${directoryOf(run)}/pki/`;
  const host = replay.cluster.state.hosts.get(run.node);
  const names = [...(host?.files.keys() ?? [])].filter((path) => path.startsWith(below));
  return {
    exit: replay.exitCode(),
    fatal: fatal.map(masked),
    newCSRs: replay
      .csrs()
      .map(({ spec, status }) => `${spec.username} ${status.certificate !== undefined}`),
    node: nodes ? 200 : 404,
    files: names.map((path) => masked(path.slice(below.length))).sort(),
  };
}

export async function crafted(
  id: string,
  run: KubeletRun,
  release: Release,
): Promise<readonly Aspect[]> {
  const replay = new KubeletReplay(run, release);
  await replay.prepare(recordedObjects(release));
  await replay.withSelfSignedPair();
  await craft(id, run, replay);
  await replay.start(run.startedAt);
  await replay.until(run.startedAt + PATIENCE);
  const { exit, fatal, newCSRs, nodeObject, filesAfter } = run.observed!;
  const replayed = outcome(run, replay);
  return [
    logAspect(run, replay),
    { name: 'exit', recorded: exit, replayed: replayed.exit },
    { name: 'fatal', recorded: fatal.map(masked), replayed: replayed.fatal },
    {
      name: 'newCSRs',
      recorded: newCSRs.map(({ username, issued }) => `${username} ${issued}`),
      replayed: replayed.newCSRs,
    },
    { name: 'node', recorded: nodeObject, replayed: replayed.node },
    { name: 'files', recorded: filesAfter.map(masked).sort(), replayed: replayed.files },
  ];
}
