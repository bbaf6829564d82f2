import { describe, expect, it } from 'vitest';
import {
  authenticateFileToken,
  loadTokenFile,
} from '../../../../src/cluster/apiserver/authentication/token-file.ts';

describe('the token file', () => {
  it('gives user, uid and groups of a token', () => {
    const file = loadTokenFile('t1,kubelet-bootstrap,10001,"system:bootstrappers,dev"\n', '1.36');
    expect(authenticateFileToken('t1', file)).toMatchObject({
      user: { name: 'kubelet-bootstrap', uid: '10001', groups: ['system:bootstrappers', 'dev'] },
    });
  });

  it('has no opinion on a token that it does not hold', () => {
    expect(authenticateFileToken('t2', loadTokenFile('t1,a,1\n', '1.36')).outcome).toBe(
      'noOpinion',
    );
  });

  it('lets the later of two rows with one token win, and warns', () => {
    const file = loadTokenFile('t,first,1\nt,second,2\n', '1.36', '/token.csv');
    expect(authenticateFileToken('t', file)).toMatchObject({ user: { name: 'second' } });
    expect(file).toMatchObject({
      warnings: ["duplicate token has been found in token file '/token.csv', record number '2'"],
    });
  });

  it('does not load with a row of two columns', () => {
    expect(loadTokenFile('a,b,c\nt,user\n', '1.8', '/token.csv')).toEqual({
      ok: false,
      error:
        "token file '/token.csv' must have at least 3 columns (token, user name, user uid), found 2",
    });
  });

  it('keeps a row with an empty token up to 1.8 and skips it with a warning from 1.9', () => {
    expect(loadTokenFile(',user,1\n', '1.8')).toMatchObject({ warnings: [] });
    const skipped = loadTokenFile(',user,1\n', '1.9', '/token.csv');
    expect(skipped.ok && skipped.tokens.size).toBe(0);
    expect(skipped).toMatchObject({
      warnings: ["empty token has been found in token file '/token.csv', record number '1'"],
    });
  });
});
