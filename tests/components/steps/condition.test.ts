import { describe, expect, it } from 'vitest';
import {
  sinceOf,
  stretchesOf,
  untilOf,
  type Condition,
} from '../../../src/components/steps/condition.ts';

const SERVING_APPROVAL = 'approver.recognizers.selfnodeserver';
const deletesRequests = { verbs: 'delete', resources: 'certificatesigningrequests' };

describe('the releases of words', () => {
  it.each<[string, Condition, object[]]>([
    ['a value', { line: 'kubelet.bootstrap.background', is: true }, [{ since: '1.14' }]],
    [
      'a value that comes back',
      { line: 'kubelet.process.failedCode', is: 1 },
      [{ since: '1.4', until: '1.9' }, { since: '1.21' }],
    ],
    [
      'one of several values',
      { line: 'kubelet.serving.addressSource', is: ['nodeStatus', 'nodeCache'] },
      [{ since: '1.12' }],
    ],
    [
      'a value that is a list',
      { line: 'kubelet.request.versions', is: ['v1beta1'] },
      [{ since: '1.6', until: '1.18' }],
    ],
    ['another value', { line: SERVING_APPROVAL, not: 'none' }, [{ since: '1.7', until: '1.10' }]],
    ['some value', { line: 'kubelet.rotation.connectionCheck', not: null }, [{ since: '1.8' }]],
    [
      'no value',
      { line: 'kubelet.rotation.connectionCheck', is: null },
      [{ since: '1.4', until: '1.7' }],
    ],
    ['an entry', { line: 'kubelet.request.versions', has: 'v1' }, [{ since: '1.19' }]],
    ['a field', { line: 'apiserver.csr.fields', has: { signerName: true } }, [{ since: '1.18' }]],
    [
      'fields within an entry',
      { line: 'rbac.clusterRole.certificate-controller', has: deletesRequests },
      [{ since: '1.10' }],
    ],
    [
      'no such entry',
      { line: 'rbac.clusterRole.certificate-controller', lacks: deletesRequests },
      [{ since: '1.4', until: '1.9' }],
    ],
    [
      'another value, where the line begins later',
      { line: 'apiserver.admission.nodeRestrictionWords', not: 'notAllowed' },
      [{ since: '1.7', until: '1.13' }],
    ],
  ])('are those of %s', (_, condition, stretches) => {
    expect(stretchesOf(condition)).toEqual(stretches);
  });

  it.each<[string, Condition, RegExp]>([
    [
      'an unknown time line',
      { line: 'kubelet.bootstrap.nowhere', is: true },
      /no time line kubelet\.bootstrap\.nowhere/,
    ],
    [
      'a value that never is',
      { line: 'kubelet.bootstrap.background', is: 'yes' },
      /kubelet\.bootstrap\.background never has "yes"/,
    ],
    [
      'several, of which one never is',
      { line: 'kubelet.serving.addressSource', is: ['nodeStatus', 'moon'] },
      /kubelet\.serving\.addressSource never has "moon"/,
    ],
    ['an empty list', { line: SERVING_APPROVAL, is: [] }, /never has \[\]/],
    [
      'words of no release',
      { line: 'kubelet.request.versions', has: 'v2' },
      /kubelet\.request\.versions with \{"has":"v2"\} holds in no release/,
    ],
    [
      'words of every release',
      { line: 'kubelet.request.versions', lacks: 'v2' },
      /kubelet\.request\.versions with \{"lacks":"v2"\} holds in every release/,
    ],
    ['nothing asked', { line: SERVING_APPROVAL }, /asked nothing/],
    ['two things asked', { line: SERVING_APPROVAL, is: 'gate', not: 'none' }, /at once/],
    [
      'a range typed by hand',
      { line: SERVING_APPROVAL, release: '1.7-1.10' } as Condition,
      /asked release/,
    ],
  ])('are refused: %s', (_, condition, message) => {
    expect(() => stretchesOf(condition)).toThrow(RangeError);
    expect(() => stretchesOf(condition)).toThrow(message);
  });
});

describe('a release that words name', () => {
  it('is the first or the last one of which something holds', () => {
    expect(sinceOf({ line: SERVING_APPROVAL, is: 'gate' })).toBe('1.7');
    expect(untilOf({ line: SERVING_APPROVAL, is: 'gate' })).toBe('1.10');
  });

  it('is refused where something has held or holds all the time, or comes back', () => {
    expect(() => sinceOf({ line: 'csrCleaner.exists', is: false })).toThrow(/first release/);
    expect(() => untilOf({ line: 'csrCleaner.exists', is: true })).toThrow(/still/);
    expect(() => sinceOf({ line: SERVING_APPROVAL, is: 'none' })).toThrow(/several/);
  });
});
