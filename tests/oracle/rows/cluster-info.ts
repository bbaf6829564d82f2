/** Scenario h: what bootstrapsigner makes of kube-public/cluster-info, step by step. */
import { existsSync, readFileSync } from 'node:fs';
import {
  signedClusterInfo,
  wantedSignatures,
} from '../../../src/cluster/controllers/bootstrap-signer/cluster-info.ts';
import type { ConfigMap, Secret } from '../../../src/cluster/model/objects.ts';
import { createPki } from '../../../src/pki/index.ts';
import type { Unit } from '../comparison.ts';

interface Recorded {
  readonly kubeconfigs: readonly string[];
  readonly steps: readonly {
    readonly step: string;
    readonly at: string;
    /** Which of `kubeconfigs`; absent where the key was not there. */
    readonly kubeconfig?: number;
    /** The other keys: signatures, and what the recorder put there. */
    readonly rest: Readonly<Record<string, string>>;
  }[];
}

const SECRET = 'f395accd246ae52d';

function token(id: string, more: Readonly<Record<string, string>> = {}): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `bootstrap-token-${id}`, namespace: 'kube-system' },
    type: 'bootstrap.kubernetes.io/token',
    data: {
      'token-id': id,
      'token-secret': SECRET,
      'usage-bootstrap-signing': 'true',
      'usage-bootstrap-authentication': 'true',
      ...more,
    },
  };
}

/** The tokens that were there before: 07401b, and in 1.6 and 1.7 one that another scenario had left. */
const signersAt = (rest: Readonly<Record<string, string>>): readonly Secret[] =>
  Object.keys(rest)
    .filter((key) => key.startsWith('jws-kubeconfig-'))
    .map((key) => token(key.slice('jws-kubeconfig-'.length)));

/** What each step does to the Secrets; what it does to the ConfigMap shows in what was recorded after it. */
function afterStep(step: string, secrets: readonly Secret[]): readonly Secret[] {
  if (step.includes('cccc01 added')) return [...secrets, token('cccc01')];
  if (step.includes('cccc02'))
    return [...secrets, token('cccc02', { 'usage-bootstrap-signing': 'false' })];
  if (step.includes('cccc03')) return [...secrets, token('cccc03')];
  if (step.includes('cccc04'))
    return [...secrets, token('cccc04', { expiration: '2026-11-01T00:00:00Z' })];
  if (step.includes('cccc01 secret deleted'))
    return secrets.filter(({ metadata }) => !metadata.name.endsWith('cccc01'));
  return secrets;
}

/** The ConfigMap as a person may have left it: without signatures, but for one that belongs to nobody. */
function unsigned(
  rest: Readonly<Record<string, string>>,
  kubeconfig: string | undefined,
): ConfigMap {
  const others = Object.entries(rest).filter(([key]) => !key.startsWith('jws-kubeconfig-'));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cluster-info', namespace: 'kube-public' },
    data: {
      ...Object.fromEntries(others),
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
      'jws-kubeconfig-zzzzzz': 'stale',
    },
  };
}

export async function clusterInfoUnits(tag: string): Promise<readonly Unit[]> {
  const file = new URL(`../recordings/cluster-info-${tag}.json`, import.meta.url);
  if (!existsSync(file)) return [];
  const { kubeconfigs, steps } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  const pki = createPki({ crypto: globalThis.crypto });
  let secrets = signersAt(steps[0]?.rest ?? {});
  const units: Unit[] = [];
  for (const { step, at, kubeconfig: which, rest } of steps) {
    secrets = afterStep(step, secrets);
    const kubeconfig = which === undefined ? undefined : kubeconfigs[which];
    const before = unsigned(rest, kubeconfig);
    const wanted = wantedSignatures(before, secrets, Date.parse(at));
    const macs = new Map<string, string>();
    for (const { tokenId, effect } of wanted ?? []) {
      const outcome = await pki.perform(effect);
      if (outcome.kind === 'hmac') macs.set(tokenId, outcome.result.mac);
    }
    const signed = wanted && signedClusterInfo(before, macs)?.data;
    units.push({
      id: `${tag}/cluster-info/${step}`,
      aspects: [
        {
          name: 'data',
          // Without a kubeconfig there is nothing to sign, and what stands there stays.
          recorded: kubeconfig === undefined ? undefined : { ...rest, kubeconfig },
          replayed: signed,
        },
      ],
    });
  }
  return units;
}
