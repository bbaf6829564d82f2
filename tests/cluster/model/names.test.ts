import { describe, expect, it } from 'vitest';
import { rewrittenByGo } from '../../../src/cluster/model/names.ts';

const name = (text: string) =>
  text
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      const [type = '', value = ''] = part.split('=');
      return { type, value };
    });

const shown = (attributes: ReturnType<typeof rewrittenByGo>) =>
  attributes.map(({ type, value, sameRdn }) => `${sameRdn ? '+' : '/'}${type}=${value}`).join('');

describe('a name that went through pkix.Name', () => {
  it.each([
    ['/O=system:nodes/CN=system:node:node-1', '/O=system:nodes/CN=system:node:node-1'],
    ['/CN=x/O=a/O=b', '/O=a+O=b/CN=x'],
    [
      '/O=o1/O=o2/OU=u1/OU=u2/CN=svc/serialNumber=7/C=DE/ST=BE/L=B',
      '/C=DE/ST=BE/L=B/O=o1+O=o2/OU=u1+OU=u2/CN=svc/serialNumber=7',
    ],
    ['/CN=first/CN=second', '/CN=second'],
    ['/CN=x/1.3.6.1.4.1.57683.2=uid', '/CN=x'],
    ['/CN=', ''],
    ['', ''],
  ])('%s becomes %s', (given, wanted) => {
    expect(shown(rewrittenByGo(name(given)))).toBe(wanted);
  });
});
