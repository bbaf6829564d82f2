import { describe, expect, it } from 'vitest';
import {
  authorizationErrorText,
  forbiddenText,
} from '../../../../src/cluster/kubelet/server/texts.ts';

describe('how port 10250 says no', () => {
  it('names one subresource up to 1.31, then all that were tried', () => {
    const access = { verb: 'get', subresources: ['pods', 'proxy'] } as const;
    expect(forbiddenText('kubernetes', { verb: 'get', subresources: ['proxy'] }, '1.31')).toBe(
      'Forbidden (user=kubernetes, verb=get, resource=nodes, subresource=proxy)',
    );
    expect(forbiddenText('kubernetes', access, '1.32')).toBe(
      'Forbidden (user=kubernetes, verb=get, resource=nodes, subresource(s)=[pods proxy])\n',
    );
  });

  it('says which review failed', () => {
    expect(authorizationErrorText('kubernetes', 'create', 'proxy')).toBe(
      'Authorization error (user=kubernetes, verb=create, resource=nodes, subresource=proxy)',
    );
  });
});
