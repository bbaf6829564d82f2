import { describe, expect, it } from 'vitest';
import { csrDescription } from '../../../src/cluster/kubectl/csr-description.ts';
import { csrTable } from '../../../src/cluster/kubectl/csr-table.ts';
import { humanDuration } from '../../../src/cluster/kubectl/human-duration.ts';
import { aligned } from '../../../src/cluster/kubectl/tab-writer.ts';
import type { RequestDetails } from '../../../src/cluster/model/crypto.ts';
import { DAY, HOUR, MINUTE, parseRfc3339, SECOND } from '../../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';

const csr: CertificateSigningRequest = {
  apiVersion: 'certificates.k8s.io/v1',
  kind: 'CertificateSigningRequest',
  metadata: { name: 'csr-1', creationTimestamp: '2026-11-22T05:00:00Z' },
  spec: {
    request: '',
    signerName: 'kubernetes.io/kubelet-serving',
    expirationSeconds: 3600,
    username: 'system:node:n',
  },
  status: { conditions: [{ type: 'Approved' }] },
};

const request: RequestDetails = {
  subject: [
    { type: 'O', value: 'system:nodes' },
    { type: 'OU', value: 'a' },
    { type: 'OU', value: 'b' },
    { type: 'CN', value: 'system:node:n' },
  ],
  sans: { dns: ['n', 'm'], ip: ['10.0.0.1'], email: [], uri: ['spiffe://n'] },
  publicKey: { algorithm: 'ecdsa', bits: 256 } as unknown as RequestDetails['publicKey'],
  signatureValid: true,
  requestedExtensions: [],
  requestsCa: false,
};

const table = (...[release]: [Parameters<typeof csrTable>[2]]) =>
  csrTable([csr], parseRfc3339('2026-11-22T05:05:07Z')!, release);

describe('kubectl get csr', () => {
  it.each([
    [
      '1.11',
      [
        'NAME      AGE       REQUESTOR       CONDITION',
        'csr-1     5m        system:node:n   Approved',
      ],
    ],
    [
      '1.12',
      ['NAME    AGE    REQUESTOR       CONDITION', 'csr-1   5m7s   system:node:n   Approved'],
    ],
    [
      '1.21',
      [
        'NAME    AGE    SIGNERNAME                      REQUESTOR       CONDITION',
        'csr-1   5m7s   kubernetes.io/kubelet-serving   system:node:n   Approved',
      ],
    ],
    [
      '1.22',
      [
        'NAME    AGE    SIGNERNAME                      REQUESTOR       REQUESTEDDURATION   CONDITION',
        'csr-1   5m7s   kubernetes.io/kubelet-serving   system:node:n   60m                 Approved',
      ],
    ],
  ] as const)('has the columns of %s', (release, lines) => {
    expect(table(release)).toEqual(lines);
  });

  it('prints no header where there is nothing', () => {
    expect(csrTable([], 0, '1.36')).toEqual([]);
  });
});

describe('kubectl describe csr', () => {
  const lines = (release: Parameters<typeof csrDescription>[2]) =>
    csrDescription(csr, request, release);

  it.each([
    ['1.4', 'No events.'],
    ['1.7', 'Events:\t<none>'],
    ['1.8', 'Events:  <none>'],
  ] as const)('ends as %s does', (release, last) => {
    expect(lines(release).at(-1)).toBe(last);
  });

  it('puts the values of one name below each other', () => {
    expect(lines('1.36').slice(5)).toEqual([
      'Signer:              kubernetes.io/kubelet-serving',
      'Requested Duration:  60m',
      'Status:              Approved',
      'Subject:',
      '  Common Name:          system:node:n',
      '  Serial Number:        ',
      '  Organization:         system:nodes',
      '  Organizational Unit:  a',
      '                        b',
      'Subject Alternative Names:',
      '         DNS Names:     n',
      '                        m',
      '         URIs:          spiffe://n',
      '         IP Addresses:  10.0.0.1',
      'Events:  <none>',
    ]);
  });

  it.each([
    ['1.16', [false, false, false]],
    ['1.17', [true, false, false]],
    ['1.18', [true, true, false]],
    ['1.22', [true, true, true]],
  ] as const)('says in %s what that release knows', (release, known) => {
    const text = lines(release).join('\n');
    const words = ['URIs:', 'Signer:', 'Requested Duration:'];
    expect(words.map((word) => text.includes(word))).toEqual(known);
  });
});

describe('an age', () => {
  it.each([
    [-SECOND, '0s', '0s'],
    [-2 * SECOND, '<invalid>', '<invalid>'],
    [119 * SECOND, '1m', '119s'],
    [8 * MINUTE, '8m', '8m'],
    [150 * MINUTE, '2h', '150m'],
    [7 * HOUR + 30 * MINUTE, '7h', '7h30m'],
    [50 * HOUR, '2d', '2d2h'],
    [400 * DAY, '1y', '400d'],
    [9 * 365 * DAY, '9y', '9y'],
  ])('of %d ms', (duration, old, recent) => {
    expect(humanDuration(duration, '1.11')).toBe(old);
    expect(humanDuration(duration, '1.12')).toBe(recent);
  });

  it('of two years has no days from 1.19 on', () => {
    expect(humanDuration(730 * DAY, '1.18')).toBe('2y0d');
    expect(humanDuration(730 * DAY, '1.19')).toBe('2y');
    expect(humanDuration(731 * DAY, '1.19')).toBe('2y1d');
  });
});

describe('columns', () => {
  it('end where a line lacks them', () => {
    const style = { minWidth: 0, padding: 1, fill: 'blanks' } as const;
    expect(aligned(['a\tx', 'long\tx', 'none', 'b\tx'], style)).toEqual([
      'a    x',
      'long x',
      'none',
      'b x',
    ]);
  });
});
