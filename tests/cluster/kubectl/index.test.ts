import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/cluster/kernel/simulation.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import type { Intent } from '../../../src/cluster/model/intents.ts';
import { createPki } from '../../../src/pki/index.ts';
import type { Release } from '../../../src/releases/release.ts';
import { firstBootCluster, NODE } from '../../../src/scenarios/first-boot/cluster.ts';
import {
  APPROVE_BINDING,
  bindings,
  bootstrapTokenSecret,
} from '../../../src/scenarios/first-boot/objects.ts';
import { ERAS } from '../../releases/eras.ts';

/** A cluster with everything but the binding that lets the controller manager approve. */
class Workstation {
  readonly simulation: Simulation;

  constructor(release: Release) {
    this.simulation = Simulation.start(firstBootCluster(release, 'kubectl'), {
      pki: createPki({ crypto: globalThis.crypto }),
    });
  }

  async give(...intents: readonly Intent[]): Promise<void> {
    for (const intent of intents) {
      await this.simulation.give(intent);
      await this.simulation.advance(this.simulation.state.now + SECOND);
    }
  }

  async pendingNode(): Promise<void> {
    const objects = [
      bootstrapTokenSecret,
      ...bindings.filter(({ metadata }) => metadata.name !== APPROVE_BINDING),
    ];
    await this.give(
      { type: 'controlPlane.start' },
      { type: 'kubectl.apply', objects },
      { type: 'node.provision', node: NODE },
      { type: 'kubelet.start', node: NODE },
    );
  }

  printed(): readonly string[] {
    return this.simulation.log
      .filter((fact) => fact.type === 'log.printed' && fact.by === 'kubectl@workstation')
      .map((fact) => (fact.type === 'log.printed' ? `${fact.file}: ${fact.message}` : ''));
  }

  csr() {
    const object = this.simulation.state.objects.find(
      ({ kind }) => kind === 'CertificateSigningRequest',
    );
    if (object?.kind !== 'CertificateSigningRequest') throw new Error('no request');
    return object;
  }

  decide(verb: 'approve' | 'deny'): Promise<void> {
    return this.give({ type: 'kubectl.certificate', verb, csr: { node: NODE, purpose: 'client' } });
  }
}

describe.each(ERAS)('kubectl %s', (release) => {
  it("finds the node's request, approves it, and the certificate follows", async () => {
    const workstation = new Workstation(release);
    await workstation.pendingNode();
    expect(workstation.csr().status.conditions ?? []).toEqual([]);
    await workstation.decide('approve');
    const { name } = workstation.csr().metadata;
    const line =
      { '1.8': `certificatesigningrequest "${name}" approved` }[release as string] ??
      `certificatesigningrequest.certificates.k8s.io/${name} approved`;
    expect(workstation.printed().at(-1)).toBe(`stdout: ${line}`);
    expect(workstation.csr().status.conditions?.map(({ reason }) => reason)).toEqual([
      'KubectlApprove',
    ]);
    expect(workstation.csr().status.certificate).toMatch(/BEGIN CERTIFICATE/);
  });

  it('denies, and no certificate follows', async () => {
    const workstation = new Workstation(release);
    await workstation.pendingNode();
    await workstation.decide('deny');
    expect(workstation.csr().status.conditions?.map(({ type, reason }) => [type, reason])).toEqual([
      ['Denied', 'KubectlDeny'],
    ]);
    expect(workstation.csr().status.certificate).toBeUndefined();
  });

  it('says that a node has made no request', async () => {
    const workstation = new Workstation(release);
    await workstation.give({ type: 'controlPlane.start' });
    await workstation.decide('approve');
    expect(
      workstation.simulation.log.findLast((fact) => fact.type === 'intent.refused'),
    ).toMatchObject({
      subject: NODE,
      reason: 'node node-1 has made no CertificateSigningRequest for a client certificate',
    });
  });
});

describe('kubectl', () => {
  it('creates, leaves alone, replaces and deletes', async () => {
    const workstation = new Workstation('1.36');
    const [binding] = bindings;
    const apply = (objects: readonly (typeof bindings)[number][]): Intent => ({
      type: 'kubectl.apply',
      objects,
    });
    await workstation.give(
      { type: 'controlPlane.start' },
      apply([binding!]),
      apply([binding!]),
      apply([{ ...binding!, subjects: [{ kind: 'Group', name: 'other' }] }]),
    );
    await workstation.give({
      type: 'kubectl.delete',
      kind: 'ClusterRoleBinding',
      name: binding!.metadata.name,
    });
    await workstation.give({
      type: 'kubectl.delete',
      kind: 'ClusterRoleBinding',
      name: binding!.metadata.name,
    });
    const named = `clusterrolebinding.rbac.authorization.k8s.io/${binding!.metadata.name}`;
    expect(workstation.printed()).toEqual([
      `stdout: ${named} created`,
      `stdout: ${named} unchanged`,
      `stdout: ${named} configured`,
      `stdout: clusterrolebinding.rbac.authorization.k8s.io "${binding!.metadata.name}" deleted`,
      `stderr: Error from server (NotFound): clusterrolebindings.rbac.authorization.k8s.io "${binding!.metadata.name}" not found`,
    ]);
  });

  it('tells of an API server that cannot be reached', async () => {
    const workstation = new Workstation('1.36');
    await workstation.give(
      { type: 'controlPlane.start' },
      { type: 'host.setReachable', host: 'control-plane', reachable: false },
      { type: 'kubectl.delete', kind: 'Secret', name: 'x' },
    );
    await workstation.simulation.advance(workstation.simulation.state.now + 60 * SECOND);
    expect(workstation.printed().at(-1)).toMatch(
      /^stderr: (Unable to connect to the server: |The connection to the server 10\.0\.0\.10:6443 was refused)/,
    );
  });

  it("shows the administrator's certificate and checks the server against the cluster CA", async () => {
    const workstation = new Workstation('1.36');
    await workstation.give(
      { type: 'controlPlane.start' },
      { type: 'kubectl.delete', kind: 'Secret', name: 'x' },
    );
    const user = workstation.simulation.log.findLast(
      (fact) => fact.type === 'request.authenticated',
    );
    expect(user).toMatchObject({
      user: { name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] },
    });
  });
});
