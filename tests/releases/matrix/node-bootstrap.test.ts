import { MINUTE, SECOND } from '../../../src/cluster/model/instant.ts';
import type { Release } from '../../../src/releases/release.ts';
import { loneKubelet, PKI_DIR } from '../../cluster/kubelet/lone-kubelet.ts';
import { row } from './row.ts';

const YEAR = 365 * 24 * 60 * MINUTE;

/** Whether a kubelet that waits for its certificate runs its pods: its bootstrap is over while the request is pending. */
const blocks =
  (rotateCertificates: boolean) =>
  async (release: Release): Promise<boolean> => {
    const lone = await loneKubelet(release, {
      decision: () => 'none',
      kubelet: { rotateCertificates },
    });
    await lone.start();
    await lone.pass(5 * SECOND);
    return lone.chart('bootstrap') === 'waitingForCertificate';
  };

row(
  'bootstrap blocks start',
  [
    ['1.4', true],
    ['1.14', false],
  ],
  blocks(true),
);

row('bootstrap blocks start, rotation off', [['1.4', true]], blocks(false));

row(
  're-bootstrap if expired',
  [
    ['1.4', 1],
    ['1.9', 2],
  ],
  async (release) => {
    const lone = await loneKubelet(release);
    await lone.start();
    await lone.pass(15 * SECOND);
    await lone.stop();
    const offset = YEAR + 30 * 24 * 60 * MINUTE;
    await lone.simulation.give({ type: 'host.setClock', host: 'node-1', offset });
    await lone.start();
    const tokens = lone
      .facts('request.prepared')
      .filter(
        ({ request, credential }) =>
          request.kind === 'resource' &&
          request.verb === 'create' &&
          credential.kind === 'bearerToken',
      );
    return tokens.length;
  },
);

row(
  'a kubeconfig that merely exists blocks bootstrap',
  [
    ['1.4', 0],
    ['1.9', 1],
  ],
  async (release) => {
    const lone = await loneKubelet(release);
    await lone.write('/etc/kubernetes/kubelet.conf', {
      kind: 'text',
      text: 'no kubeconfig at all',
    });
    await lone.start();
    const requests = lone
      .facts('request.prepared')
      .filter(
        ({ request }) =>
          request.kind === 'resource' && request.resource === 'certificatesigningrequests',
      );
    return Math.min(requests.length, 1);
  },
);

row(
  'first pem files',
  [
    ['1.4', ['kubelet-client.crt', 'kubelet-client.key']],
    ['1.11', ['kubelet-client-2026-03-02-09-00-00.pem', 'kubelet-client-current.pem']],
  ],
  async (release) => {
    const lone = await loneKubelet(release);
    await lone.start();
    return lone.fileNames().filter((name) => name.startsWith('kubelet-client'));
  },
);

row(
  'bootstrap key file',
  [
    ['1.4', 'kubelet-client.key'],
    ['1.11', 'kubelet-client.key.tmp'],
  ],
  async (release) => {
    const lone = await loneKubelet(release, {
      decision: () => 'none',
      kubelet: { rotateCertificates: false },
    });
    await lone.start();
    return lone.fileNames().find((name) => name.startsWith('kubelet-client'));
  },
);

row(
  'the bootstrap flag',
  [
    ['1.4', '--experimental-bootstrap-kubeconfig'],
    ['1.7', '--bootstrap-kubeconfig'],
  ],
  async (release) => {
    const lone = await loneKubelet(release, { decision: () => 'none' });
    await lone.start();
    const [started] = lone.facts('process.started');
    const flag = started?.commandLine.find((word) => word.includes('bootstrap-kubeconfig'));
    return flag?.replace(/=.*/, '');
  },
);

row(
  'self-signed kubelet.crt',
  [
    ['1.4', { certificates: 1, backdatedMinutes: 0, serial: '1' }],
    ['1.10', { certificates: 2, backdatedMinutes: 0, serial: '2' }],
    ['1.12', { certificates: 2, backdatedMinutes: 60, serial: '2' }],
    ['1.28', { certificates: 2, backdatedMinutes: 60, serial: 'random' }],
  ],
  async (release) => {
    const lone = await loneKubelet(release, { selfSigned: false });
    await lone.start();
    await lone.pass(15 * SECOND);
    const leaf = lone
      .facts('certificate.issued')
      .findLast(({ role }) => role.startsWith('kubelet-self-signed'))?.certificate;
    if (!leaf) throw new Error(`${PKI_DIR}/kubelet.crt was not made`);
    const file = lone.simulation.state.hosts.get('node-1')!.files.get(`${PKI_DIR}/kubelet.crt`);
    const serial = BigInt(`0x${leaf.serial}`);
    return {
      certificates:
        file?.type === 'file' && file.content.kind === 'pem' ? file.content.blocks.length : 0,
      backdatedMinutes: Math.round((lone.simulation.log[0]!.at - leaf.notBefore) / MINUTE),
      serial: serial < 10n ? String(serial) : 'random',
    };
  },
);
