import { describe, expect, it } from 'vitest';
import { refusalParts } from '../../../src/views/stage/refusal-parts.ts';

const named = (text: string) =>
  Object.fromEntries(
    refusalParts(text).flatMap(({ part, text: piece }) => (part ? [[part, piece]] : [])),
  );

const whole = (text: string): string =>
  refusalParts(text)
    .map((part) => part.text)
    .join('');

describe('the parts of a refusal', () => {
  it('stand apart in the text of 1.12 and later', () => {
    const text =
      'certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:07401b" cannot create resource "certificatesigningrequests" in API group "certificates.k8s.io" at the cluster scope';
    expect(named(text)).toEqual({
      who: 'User "system:bootstrap:07401b"',
      verb: 'cannot create',
      what: 'resource "certificatesigningrequests" in API group "certificates.k8s.io"',
      scope: 'at the cluster scope',
    });
    expect(whole(text)).toBe(text);
  });

  it('are found in the text of 1.8 to 1.11, with the reason behind it', () => {
    const text =
      'secrets "x" is forbidden: User "system:node:node-1" cannot get secrets in the namespace "default": no path found to object';
    expect(named(text)).toEqual({
      who: 'User "system:node:node-1"',
      verb: 'cannot get',
      what: 'secrets',
      scope: 'in the namespace "default"',
      reason: 'no path found to object',
    });
    expect(whole(text)).toBe(text);
  });

  it('are found in the plain sentence of 1.6 and 1.7', () => {
    const text =
      'User "kubelet-bootstrap" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope.';
    expect(named(text)).toMatchObject({
      who: 'User "kubelet-bootstrap"',
      scope: 'at the cluster scope',
    });
    expect(whole(text)).toBe(text);
  });

  it('are found for a path', () => {
    const text = 'forbidden: User "system:anonymous" cannot get path "/metrics"';
    expect(named(text)).toEqual({
      who: 'User "system:anonymous"',
      verb: 'cannot get',
      what: 'path "/metrics"',
    });
    expect(whole(text)).toBe(text);
  });

  it('are one piece without a name where the text is another one', () => {
    expect(refusalParts('Unauthorized')).toEqual([{ text: 'Unauthorized' }]);
  });
});
