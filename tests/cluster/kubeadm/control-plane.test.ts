import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import type {
  ControlPlaneSpec,
  MetricsServerSpec,
} from '../../../src/cluster/model/cluster-spec.ts';
import type { FactOf, Log } from '../../../src/cluster/model/facts.ts';
import { commonNameOf, organizationsOf } from '../../../src/cluster/model/names.ts';
import { createPki } from '../../../src/pki/index.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster } from '../../../src/scenarios/first-boot/cluster.ts';
import { ERAS } from '../../releases/eras.ts';

async function setUp(
  release: Release,
  apiServer: Partial<ControlPlaneSpec['apiServer']> = {},
  metricsServer?: MetricsServerSpec,
): Promise<Simulation> {
  const base = firstBootCluster(release, 'kubeadm');
  const { controlPlane } = base;
  const spec = {
    ...base,
    controlPlane: { ...controlPlane, apiServer: { ...controlPlane.apiServer, ...apiServer } },
    ...(metricsServer ? { metricsServer } : {}),
  };
  const simulation = Simulation.start(spec, { pki: createPki({ crypto: globalThis.crypto }) });
  await simulation.give({ type: 'controlPlane.start' });
  return simulation;
}

const issued = (log: Log, role: string): FactOf<'certificate.issued'> | undefined =>
  log.find(
    (fact): fact is typeof fact & FactOf<'certificate.issued'> =>
      fact.type === 'certificate.issued' && fact.role === role,
  );

const flags = (log: Log): readonly string[] =>
  log.flatMap((fact) =>
    fact.type === 'process.started' && fact.by.startsWith('kube-apiserver') ? fact.commandLine : [],
  );

describe.each(ERAS)('a control plane of %s', (release) => {
  const group = release === '1.36' ? 'kubeadm:cluster-admins' : 'system:masters';

  it('has a certificate by which kubelets know kube-apiserver', async () => {
    const { log, state } = await setUp(release);
    const { certificate } = issued(log, 'apiserver-kubelet-client')!;
    expect(commonNameOf(certificate.subject)).toBe('kube-apiserver-kubelet-client');
    expect(organizationsOf(certificate.subject)).toEqual([group]);
    expect(certificate.extKeyUsages).toEqual(['clientAuth']);
    const files = state.hosts.get('control-plane')!.files;
    expect(files.get('/etc/kubernetes/pki/apiserver-kubelet-client.crt')).toMatchObject({
      mode: 0o644,
    });
    expect(files.get('/etc/kubernetes/pki/apiserver-kubelet-client.key')).toMatchObject({
      mode: 0o600,
    });
  });

  it('binds kubeadm:cluster-admins where the certificate relies on it', async () => {
    const { state } = await setUp(release);
    const binding = state.objects.get('clusterrolebindings//kubeadm:cluster-admins');
    if (group === 'system:masters') expect(binding).toBeUndefined();
    else
      expect(binding).toMatchObject({
        roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'Group', name: group }],
      });
  });

  it('never checks kubelets, and dials their addresses', async () => {
    const { log } = await setUp(release);
    expect(flags(log)).toContain(
      '--kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt',
    );
    expect(flags(log)).toContain(
      '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
    );
    expect(flags(log).join(' ')).not.toContain('--kubelet-certificate-authority');
  });
});

describe('a control plane that was made by hand', () => {
  it('shows the subject and the flags that it was given', async () => {
    const { log } = await setUp('1.8', {
      kubeletCertificateAuthority: '/etc/kubernetes/pki/ca.crt',
      kubeletPreferredAddressTypes: ['Hostname'],
      kubeletClient: { commonName: 'kubernetes', organizations: ['k8s'] },
    });
    const { certificate } = issued(log, 'apiserver-kubelet-client')!;
    expect(commonNameOf(certificate.subject)).toBe('kubernetes');
    expect(organizationsOf(certificate.subject)).toEqual(['k8s']);
    expect(flags(log)).toContain('--kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt');
    expect(flags(log)).toContain('--kubelet-preferred-address-types=Hostname');
  });

  it('gives metrics-server a token only where there is one', async () => {
    const tokens = ({ log }: Simulation) =>
      log.flatMap((fact) =>
        fact.type === 'serviceAccountToken.issued' ? [fact.serviceAccount] : [],
      );
    expect(tokens(await setUp('1.36'))).not.toContain('metrics-server');
    expect(tokens(await setUp('1.36', {}, { kubeletInsecureTls: true }))).toContain(
      'metrics-server',
    );
  });
});
