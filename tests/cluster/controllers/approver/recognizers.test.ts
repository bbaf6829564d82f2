import { describe, expect, it } from 'vitest';
import { recognizers } from '../../../../src/cluster/controllers/approver/recognizers.ts';
import type { RequestDetails } from '../../../../src/cluster/model/crypto.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { csrWith, nodeRequest, requestFor, SERVING_SIGNER, SERVING_USAGES } from '../requests.ts';
import { ERAS } from '../../../releases/eras.ts';

const GATE = { RotateKubeletServerCertificate: true };

function matching(
  release: Release,
  csr = csrWith(),
  request: RequestDetails = nodeRequest,
  gates = {},
): readonly string[] {
  return recognizers(release, gates)
    .filter((recognizer) => recognizer.recognizes(csr, request))
    .map((recognizer) => recognizer.name);
}

describe.each(ERAS)('recognizers at %s', (release) => {
  it('match a node that renews its own client certificate, the narrower one first', () => {
    expect(matching(release)).toEqual(['selfnodeclient', 'nodeclient']);
  });

  it('match a bootstrap token that asks for a node, as nodeclient only', () => {
    expect(matching(release, csrWith({ username: 'system:bootstrap:07401b' }))).toEqual([
      'nodeclient',
    ]);
  });

  it.each([
    ['no organization', []],
    ['another organization', ['system:masters']],
    ['a second organization', ['system:nodes', 'system:masters']],
    ['the organization twice', ['system:nodes', 'system:nodes']],
    ['system:nodes after another', ['system:masters', 'system:nodes']],
  ])('match nothing with %s', (_, organizations) => {
    expect(matching(release, csrWith(), requestFor('system:node:node-1', organizations))).toEqual(
      [],
    );
  });

  it('match nothing whose common name is not a node', () => {
    expect(
      matching(release, csrWith({ username: 'node-1' }), requestFor('node-1', ['system:nodes'])),
    ).toEqual([]);
  });

  it('take the bare prefix for a node', () => {
    const request = requestFor('system:node:', ['system:nodes']);
    expect(matching(release, csrWith({ username: 'x' }), request)).toEqual(['nodeclient']);
  });

  it.each([
    ['a DNS name', { dns: ['node-1'] }],
    ['an IP address', { ip: ['10.0.0.21'] }],
    ['an e-mail address', { email: ['a@b.c'] }],
  ])('match nothing with %s', (_, sans) => {
    expect(
      matching(release, csrWith(), requestFor('system:node:node-1', ['system:nodes'], sans)),
    ).toEqual([]);
  });

  it.each([
    [
      'server auth besides',
      ['digital signature', 'key encipherment', 'client auth', 'server auth'],
    ],
    ['server auth instead', SERVING_USAGES],
    ['no usages', []],
  ])('match nothing with %s', (_, usages) => {
    expect(matching(release, csrWith({ usages }))).toEqual([]);
  });
});

describe('differences between releases', () => {
  const uriRequest = requestFor('system:node:node-1', ['system:nodes'], {
    uri: ['spiffe://node-1'],
  });

  it.each([
    ['1.11', 2],
    ['1.16', 2],
    ['1.17', 0],
    ['1.36', 0],
  ] as const)('a URI at %s leaves %i recognizers', (release, left) => {
    expect(matching(release, csrWith(), uriRequest)).toHaveLength(left);
  });

  it.each([
    ['1.17', 2],
    ['1.18', 0],
    ['1.36', 0],
  ] as const)('another signer at %s leaves %i recognizers', (release, left) => {
    expect(matching(release, csrWith({ signerName: SERVING_SIGNER }))).toHaveLength(left);
  });

  it.each([
    ['1.24', 0],
    ['1.25', 2],
    ['1.36', 2],
  ] as const)('usages without key encipherment at %s leave %i', (release, left) => {
    expect(
      matching(release, csrWith({ usages: ['digital signature', 'client auth'] })),
    ).toHaveLength(left);
  });

  it.each([
    ['1.17', 2],
    ['1.18', 0],
  ] as const)('client auth three times at %s leaves %i', (release, left) => {
    expect(
      matching(release, csrWith({ usages: ['client auth', 'client auth', 'client auth'] })),
    ).toHaveLength(left);
  });

  const serving = csrWith({ usages: SERVING_USAGES, signerName: SERVING_SIGNER });
  const servingRequest = requestFor('system:node:node-1', ['system:nodes'], {
    dns: ['node-1'],
    ip: ['10.0.0.21'],
  });

  it.each([
    ['1.7', GATE, ['selfnodeserver']],
    ['1.10', GATE, ['selfnodeserver']],
    ['1.10', {}, []],
    ['1.11', GATE, []],
    ['1.36', GATE, []],
  ] as const)('serving certificates at %s with gates %o: %o', (release, gates, expected) => {
    expect(matching(release, serving, servingRequest, gates)).toEqual(expected);
  });

  it('a serving request needs a DNS name and an IP address, and its own name', () => {
    const only = (sans: object) => requestFor('system:node:node-1', ['system:nodes'], sans);
    expect(matching('1.8', serving, only({ dns: ['node-1'] }), GATE)).toEqual([]);
    expect(matching('1.8', serving, only({ ip: ['10.0.0.21'] }), GATE)).toEqual([]);
    expect(
      matching(
        '1.8',
        csrWith({ ...serving.spec, username: 'system:node:node-2' }),
        servingRequest,
        GATE,
      ),
    ).toEqual([]);
  });
});
