import { DAY, MINUTE, SECOND } from '../../../src/cluster/model/instant.ts';
import type { ApiRequest } from '../../../src/cluster/model/requests.ts';
import type { Release } from '../../../src/releases/release.ts';
import { loneKubelet, type LoneKubelet } from '../../cluster/kubelet/lone-kubelet.ts';
import { FORBIDDEN } from '../../cluster/kubelet/scripted-server.ts';
import { startAndRenew } from './renewal.ts';
import { row } from './row.ts';

const isCsrCreate = (request: ApiRequest): boolean =>
  request.kind === 'resource' &&
  request.verb === 'create' &&
  request.resource === 'certificatesigningrequests';

/** Seconds since the start at which it sent a CertificateSigningRequest. */
const requestTimes = (lone: LoneKubelet): readonly number[] =>
  lone.simulation.log.flatMap((fact) =>
    fact.type === 'request.prepared' && isCsrCreate(fact.request)
      ? [(fact.at - lone.simulation.log[0]!.at) / SECOND]
      : [],
  );

const flagsOf = (lone: LoneKubelet): readonly string[] => {
  const line = lone.facts('process.started')[0]?.commandLine ?? [];
  return line.filter((word) => /rotate|feature-gates/.test(word));
};

row<readonly [flags: readonly string[], renews: boolean]>(
  'client rotation needs',
  [
    ['1.4', [[], false]],
    ['1.7', [['--feature-gates=RotateKubeletClientCertificate=true'], true]],
    ['1.8', [['--rotate-certificates=true'], true]],
  ],
  async (release) => {
    const lone = await loneKubelet(release);
    await lone.start();
    await lone.pass(340 * DAY);
    return [flagsOf(lone), requestTimes(lone).length > 1];
  },
);

/** Usages in all the CertificateSigningRequests that it sent. */
const sentUsages = (lone: LoneKubelet): readonly string[] =>
  lone.facts('request.prepared').flatMap(({ request }) => {
    const body = request.kind === 'resource' ? request.body : undefined;
    return body?.kind === 'CertificateSigningRequest' ? (body.spec.usages ?? []) : [];
  });

/** Whether a kubelet with this gate and this field asks for a serving certificate. */
async function asksForServing(release: Release, gate: boolean, field: boolean): Promise<boolean> {
  const lone = await loneKubelet(release, {
    kubelet: {
      serverTlsBootstrap: field,
      featureGates: gate ? { RotateKubeletServerCertificate: true } : {},
    },
  });
  await lone.start();
  await lone.pass(2 * MINUTE);
  return sentUsages(lone).includes('server auth');
}

row(
  'serving CSR needs',
  [
    ['1.4', { gate: false, field: false, both: false }],
    ['1.7', { gate: true, field: false, both: true }],
    ['1.11', { gate: false, field: false, both: true }],
    ['1.12', { gate: false, field: true, both: true }],
  ],
  async (release) => ({
    gate: await asksForServing(release, true, false),
    field: await asksForServing(release, false, true),
    both: await asksForServing(release, true, true),
  }),
);

row(
  'serving SAN source',
  [
    ['1.7', 'the host'],
    ['1.12', 'the Node'],
  ],
  async (release) => {
    const lone = await loneKubelet(release, {
      kubelet: {
        serverTlsBootstrap: true,
        featureGates: { RotateKubeletServerCertificate: true },
      },
      // Without a Node there are no addresses of it.
      answer: (request) =>
        request.kind === 'resource' && request.resource === 'nodes' ? FORBIDDEN : undefined,
    });
    await lone.start();
    await lone.pass(2 * MINUTE);
    return sentUsages(lone).includes('server auth') ? 'the host' : 'the Node';
  },
);

/** A kubelet that has a certificate, at the moment at which it first asks for another. */
async function renewing(release: Release): Promise<LoneKubelet> {
  let decision: 'approve' | 'none' = 'approve';
  const lone = await loneKubelet(release, { decision: () => decision });
  await startAndRenew(lone, () => (decision = 'none'));
  return lone;
}

row(
  'rotation wait per CSR',
  [
    ['1.7', 'an hour'],
    ['1.9', '12 to 13 minutes'],
    ['1.14', '15 minutes'],
  ],
  async (release) => {
    const lone = await renewing(release);
    await lone.pass(65 * MINUTE);
    const [, second = 0, third = 0] = requestTimes(lone);
    const minutes = (third - second) / 60;
    if (minutes >= 60 && minutes < 61) return 'an hour';
    if (minutes >= 15 && minutes < 15.1) return '15 minutes';
    return minutes >= 12.4 && minutes < 13 ? '12 to 13 minutes' : `${minutes} minutes`;
  },
);

row(
  'retry (s), then every',
  [
    ['1.7', [2, 4, 8, 16, 32, 64, 128, 128]],
    ['1.9', [2, 4, 8, 16, 32, 32, 32, 32]],
  ],
  async (release) => {
    let refuses = false;
    const lone = await loneKubelet(release, {
      answer: (request) => (refuses && isCsrCreate(request) ? FORBIDDEN : undefined),
    });
    await startAndRenew(lone, () => (refuses = true));
    await lone.pass(12 * MINUTE);
    const times = requestTimes(lone).slice(1, 10);
    // Each pause is up to a tenth longer than its name says.
    return times.slice(1).map((time, index) => {
      const pause = time - times[index]!;
      return [2, 4, 8, 16, 32, 64, 128].findLast((named) => named <= pause + 0.01) ?? 0;
    });
  },
);
