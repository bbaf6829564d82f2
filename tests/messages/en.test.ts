import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../src/cluster/model/facts.ts';
import { en } from '../../src/messages/en.ts';
import { sentence } from '../../src/messages/index.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';
import { recorded } from '../views/recorded.ts';
import { ERAS } from '../releases/eras.ts';

const fact = (body: FactBody): Fact => ({ ...body, seq: 0, at: Date.UTC(2026, 2, 2, 9) });

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

const RUNS = ERAS.flatMap((release) =>
  [undefined, ...firstBoot.variants.map(({ id }) => id)].map((variant) => ({ release, variant })),
);

describe.each(RUNS)('the sentences of first-boot at $release, $variant', ({ release, variant }) => {
  it('are whole, and no longer than 25 words', async () => {
    const { log } = await recorded(release, variant);
    for (const each of log) {
      const text = sentence(en, each);
      expect(text).toMatch(/^\S.*[^ ]\.$/);
      expect(text).not.toMatch(/undefined|\[object|NaN|\{|\}| {2}|\.\.$/);
      expect(words(text), text).toBeLessThanOrEqual(25);
    }
  });
});

describe('a sentence', () => {
  it('begins with the name of the component as upstream writes it', () => {
    const started = (by: Fact['by']): string =>
      sentence(en, fact({ type: 'process.started', by, release: '1.36', commandLine: [] }));
    expect(started('kube-apiserver@cp')).toBe('kube-apiserver starts (Kubernetes 1.36).');
    expect(started('kubelet@node-1')).toBe('The kubelet of node-1 starts (Kubernetes 1.36).');
  });

  it('tells a pending request from an approved, an issued and a denied one', async () => {
    const { log } = await recorded('1.36');
    const stored = log.filter(
      (each) => each.type === 'object.stored' && each.object.kind === 'CertificateSigningRequest',
    );
    expect(stored.map((each) => sentence(en, each))).toEqual([
      expect.stringContaining('kubectl shows Pending'),
      expect.stringContaining('is now Approved'),
      expect.stringContaining('kubectl shows Approved,Issued'),
    ]);
    const denied = (await recorded('1.36', 'deny-by-hand')).log.filter(
      (each) => each.type === 'object.stored' && each.object.kind === 'CertificateSigningRequest',
    );
    expect(sentence(en, denied.at(-1)!)).toContain('is now Denied');
  });

  it('says of a Node whether it is ready, and why not', async () => {
    const { log } = await recorded('1.36');
    const stored = log.find((each) => each.type === 'object.stored' && each.object.kind === 'Node');
    if (stored?.type !== 'object.stored' || stored.object.kind !== 'Node')
      throw new Error('no Node');
    const { object } = stored;
    const ready = (status: string, reason: string): string => {
      const conditions = [{ type: 'Ready', status, reason, message: '' }];
      const node = { ...object, status: { ...object.status, conditions } } as typeof object;
      return sentence(en, { ...stored, change: 'updated', object: node });
    };
    expect(ready('True', 'KubeletReady')).toBe('Node node-1 is Ready.');
    expect(ready('Unknown', 'NodeStatusUnknown')).toBe(
      'Node node-1 is NotReady; the reason is NodeStatusUnknown.',
    );
  });

  it('names the rule that allowed', async () => {
    const { log, steps } = await recorded('1.11');
    const main = log[steps.find(({ id }) => id === 'creation-authorized')!.main]!;
    expect(sentence(en, main)).toBe(
      'Authorization passed: the binding kubeadm:kubelet-bootstrap gives the caller the role system:node-bootstrapper.',
    );
  });
});
