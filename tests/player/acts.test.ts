import { describe, expect, it } from 'vitest';
import { actOfText, bindingsOf, intentsOf, nodeOf, textOfAct } from '../../src/player/acts.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

describe('an act', () => {
  it.each([
    'approve',
    'deny',
    'provision',
    'create:kubeadm:kubelet-bootstrap',
    'delete:x',
    'restart',
    'power:off',
    'power:on',
    'clock:+1h',
    'clock:-10m',
    'clock:0',
    'wait:event',
    'wait:serving-deadline',
    'wait:2027-03-02T09:00:00Z',
  ])('is written and read again: %s', (text) => {
    expect(textOfAct(actOfText(text)!)).toBe(text);
  });

  it.each([
    '',
    'create',
    'delete:',
    'approve:now',
    'drop',
    'wait',
    'wait:christmas',
    'power:half',
    'clock:1h',
    'clock:+5y',
  ])('is not read from "%s"', (text) => {
    expect(actOfText(text)).toBeUndefined();
  });

  it('decides the request of the scenario’s node', () => {
    expect(intentsOf({ verb: 'deny' }, firstBoot, true)).toEqual([
      { type: 'kubectl.certificate', verb: 'deny', csr: { node: 'node-1' } },
    ]);
  });

  it('sets clock and power of the node', () => {
    expect(intentsOf({ verb: 'clock', offset: '-10m' }, firstBoot, true)).toEqual([
      { type: 'host.setClock', host: 'node-1', offset: -600_000 },
    ]);
    expect(intentsOf({ verb: 'power', on: false }, firstBoot, true)).toEqual([
      { type: 'host.setPower', host: 'node-1', on: false },
    ]);
  });

  it('creates the binding that the scenario has, and starts a kubelet that has exited', () => {
    const binding = bindingsOf(firstBoot)[0]!;
    const act = { verb: 'create', binding: binding.metadata.name } as const;
    expect(intentsOf(act, firstBoot, true)).toEqual([
      { type: 'kubectl.apply', objects: [binding] },
    ]);
    expect(intentsOf(act, firstBoot, false).at(-1)).toEqual({
      type: 'kubelet.start',
      node: 'node-1',
    });
    expect(() => intentsOf({ verb: 'create', binding: 'none' }, firstBoot, true)).toThrow(
      RangeError,
    );
  });

  it('stops a kubelet that runs before it gets another kubeconfig', () => {
    const types = (runs: boolean) =>
      intentsOf({ verb: 'provision' }, firstBoot, runs).map(({ type }) => type);
    expect(types(true)).toEqual(['kubelet.stop', 'node.provision', 'kubelet.start']);
    expect(types(false)).toEqual(['node.provision', 'kubelet.start']);
  });
});

it('knows the scenario’s bindings and node', () => {
  expect(bindingsOf(firstBoot).map(({ metadata }) => metadata.name)).toContain(
    'kubeadm:kubelet-bootstrap',
  );
  expect(nodeOf(firstBoot)).toBe('node-1');
});
