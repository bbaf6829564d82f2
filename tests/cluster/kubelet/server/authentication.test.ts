import { describe, expect, it } from 'vitest';
import {
  certificateVerdict,
  orAnonymous,
  tokenVerdict,
} from '../../../../src/cluster/kubelet/server/authentication.ts';
import type { KubeletServerSettings } from '../../../../src/cluster/model/cluster-spec.ts';
import { subjectName } from '../../../../src/cluster/model/names.ts';
import { kubeadmKubeletServer } from '../../../../src/releases/kubelet-server.ts';

const open: KubeletServerSettings = kubeadmKubeletServer.at('1.8');
const closed: KubeletServerSettings = kubeadmKubeletServer.at('1.36');
const unknown = {
  ok: false,
  failure: { reason: 'unknownAuthority', issuer: subjectName('other') },
} as const;

describe('who calls port 10250', () => {
  it('a caller without anything is anonymous where that is on', () => {
    const caller = certificateVerdict(undefined, '1.8');
    expect(orAnonymous(caller, open).user).toEqual({
      name: 'system:anonymous',
      groups: ['system:unauthenticated'],
    });
    expect(orAnonymous(caller, closed)).toEqual(caller);
  });

  it('a certificate of another CA is an error, and nobody is anonymous after one', () => {
    const caller = certificateVerdict(unknown, '1.8');
    expect(caller.error).toBe('x509: certificate signed by unknown authority');
    expect(orAnonymous(caller, open).user).toBeUndefined();
  });

  it('a token is whose kube-apiserver says, and in system:authenticated', () => {
    const user = { name: 'system:serviceaccount:kube-system:metrics-server', groups: ['a'] };
    expect(tokenVerdict({ authenticated: true, user }).user).toEqual({
      ...user,
      groups: ['a', 'system:authenticated'],
    });
    expect(tokenVerdict({ authenticated: false, error: 'invalid bearer token' })).toMatchObject({
      error: 'invalid bearer token',
    });
    expect(tokenVerdict(undefined, 'dial tcp: i/o timeout').error).toBe('dial tcp: i/o timeout');
    expect(tokenVerdict({ authenticated: false }).error).toBeUndefined();
  });
});
