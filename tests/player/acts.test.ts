import { describe, expect, it } from 'vitest';
import { actOfText, bindingsOf, intentsOf, nodeOf, textOfAct } from '../../src/player/acts.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

describe('an act', () => {
  it.each(['approve', 'deny', 'provision', 'create:kubeadm:kubelet-bootstrap', 'delete:x'])(
    'is written and read again: %s',
    (text) => {
      expect(textOfAct(actOfText(text)!)).toBe(text);
    },
  );

  it.each(['', 'create', 'delete:', 'approve:now', 'drop'])('is not read from "%s"', (text) => {
    expect(actOfText(text)).toBeUndefined();
  });

  it('decides the request of the scenario’s node', () => {
    expect(intentsOf({ verb: 'deny' }, firstBoot, true)).toEqual([
      { type: 'kubectl.certificate', verb: 'deny', csr: { node: 'node-1', purpose: 'client' } },
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
