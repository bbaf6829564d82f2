import { discoveryKubeconfig } from '../../../src/cluster/kubeadm/discovery/bootstrap-kubeconfig.ts';
import { certificatesInBundle } from '../../../src/cluster/kubeadm/discovery/ca-bundle.ts';
import { firstToAnswer, waitProblem } from '../../../src/cluster/kubeadm/discovery/endpoints.ts';
import { allowedPins, pinOf, pinProblem } from '../../../src/cluster/kubeadm/discovery/pin.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import { caBundle, notPinnedText, pinTexts } from '../../../src/releases/discovery.ts';
import { compared } from '../comparison.ts';
import type { Area, CaseContext, Verdict } from '../runner/types.ts';

/** A text that a later release has, where the case says that it is as old as the pin itself. */
function unlessOlderText(
  verdict: { got: unknown; ok: boolean },
  older: boolean,
  where: string,
): Verdict {
  if (verdict.ok || !older) return verdict;
  return {
    disputed: `cmd/kubeadm/app/util/pubkeypin/pubkeypin.go @ ${where}, read at the tags, words it otherwise; the range of the case is mixed`,
  };
}

async function hashOf(name: string, { pki, pem }: CaseContext): Promise<string> {
  const outcome = await pki.perform({ kind: 'spkiHash', pem: pem(name).pem });
  if (outcome.kind !== 'spkiHash')
    throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind);
  return outcome.result.hash;
}

/** Whether every certificate of a bundle parses. */
async function allParse(certificates: readonly string[], { pki }: CaseContext): Promise<boolean> {
  for (const pem of certificates) {
    const outcome = await pki.perform({ kind: 'readCertificate', pem });
    if (outcome.kind !== 'readCertificate' || !outcome.result.ok) return false;
  }
  return true;
}

export const area: Area = {
  'pin.hash': async ({ given, then }, context) =>
    compared(
      { pin: pinOf(await hashOf((given as { certPemRef: string }).certPemRef, context)) },
      then,
    ),

  'pin.allow': ({ given, then }, { release }) => {
    const { pin, pins = [pin ?? ''] } = given as { pin?: string; pins?: readonly string[] };
    const result = allowedPins(pins, release);
    const errorMessage = result.ok ? undefined : result.error;
    const verdict = compared(
      {
        error: !result.ok,
        setEmpty: result.pins.size === 0,
        pins: [...result.pins].map(pinOf),
        errorMessage,
      },
      then,
    );
    return unlessOlderText(
      verdict,
      pinTexts.at(release) === 'bare',
      'v1.8.0, v1.11.0, 1.18 (and #97290, merged after 1.20.0)',
    );
  },

  'pin.checkAny': async ({ given, then }, context) => {
    const { pins, certPemRefs } = given as {
      pins: readonly string[];
      certPemRefs: readonly string[];
    };
    const hashes = await Promise.all(certPemRefs.map((name) => hashOf(name, context)));
    const problem = pinProblem(hashes, allowedPins(pins, context.release).pins, context.release);
    const verdict = compared(
      { allowed: problem === undefined, errorMessage: problem ?? null },
      then,
    );
    return unlessOlderText(
      verdict,
      notPinnedText.at(context.release) === 'one',
      'v1.8.0, v1.11.0, 1.14',
    );
  },

  'discovery.parsePEMCerts': async ({ given, then }, context) => {
    const parts = (given as { concat: readonly string[] }).concat;
    const text = parts
      .map((part) =>
        /^[a-z0-9]+(-[a-z0-9]+)+$/.test(part) ? context.pem(part).pem.trimEnd() : part,
      )
      .join('');
    const bundle = certificatesInBundle(text, context.release);
    const verdict = compared(
      { ok: bundle.ok && (await allParse(bundle.certificates, context)) },
      then,
    );
    if (verdict.ok || caBundle.at(context.release) !== 'lenient') return verdict;
    return {
      disputed:
        'cmd/kubeadm/app/discovery/token/token.go read at 1.15 and 1.22 parses the bundle with client-go util/cert ' +
        'ParseCertsPEM, which passes over what follows the last certificate; the range of the case is mixed',
    };
  },

  'discovery.kubeconfig': ({ given, then }, { pem }) => {
    const { server, clusterName, caPemRef } = given as {
      server: string;
      clusterName: string;
      caPemRef: string;
    };
    const ca = pem(caPemRef).pem;
    const { clusters, users, contexts, currentContext } = discoveryKubeconfig(
      server,
      clusterName,
      ca,
    );
    const got = {
      'current-context': currentContext,
      contexts,
      users: users.length === 0 ? null : users,
      clusters: clusters.map(({ name, server: address, certificateAuthorityData }) => ({
        name,
        server: address,
        'certificate-authority-data':
          certificateAuthorityData === ca ? 'base64 of the CA PEM' : certificateAuthorityData,
      })),
    };
    return compared(got, then);
  },

  'discovery.firstEndpoint': ({ given, then }) => {
    const { endpoints } = given as {
      endpoints: readonly { name: string; answerAfterSeconds: number }[];
    };
    const first = firstToAnswer(
      endpoints.map(({ name, answerAfterSeconds }) => ({
        name,
        answersAfter: answerAfterSeconds * SECOND,
      })),
    );
    return compared({ endpoint: first?.name ?? null }, then);
  },

  'discovery.fetchKubeConfig': ({ given, then }) => {
    const { discoveryTimeoutSeconds, answerAfterSeconds } = given as {
      discoveryTimeoutSeconds: number;
      answerAfterSeconds: number;
    };
    const problem = waitProblem(answerAfterSeconds * SECOND, discoveryTimeoutSeconds * SECOND);
    return compared({ error: problem !== undefined, errorMessage: problem ?? null }, then);
  },
};
