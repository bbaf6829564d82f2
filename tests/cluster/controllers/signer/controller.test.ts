import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../../src/cluster/model/instant.ts';
import type { CertificateSigningRequest } from '../../../../src/cluster/model/objects.ts';
import type { Release } from '../../../../src/releases/release.ts';
import { SERVING_SIGNER } from '../requests.ts';
import {
  ControllerManagerUnderTest,
  obliging,
  refusal,
  type Answer,
  type Options,
} from '../scripted-api-server.ts';
import { ERAS } from '../../../releases/eras.ts';

const APPROVED = { conditions: [{ type: 'Approved' }] } as const;
const STATUS = 'update certificatesigningrequests status';

async function signing(
  release: Release,
  options: Options = {},
  ...csr: Parameters<ControllerManagerUnderTest['csr']>
) {
  const manager = await ControllerManagerUnderTest.start(release, options);
  const [name, spec, status = APPROVED] = csr;
  await manager.tell(await manager.csr(name, spec, status));
  return manager;
}

const certificateOf = (manager: ControllerManagerUnderTest): X509Certificate | undefined => {
  const body = manager.written().at(-1)?.body as CertificateSigningRequest | undefined;
  return body?.status.certificate === undefined
    ? undefined
    : new X509Certificate(body.status.certificate);
};

describe.each(ERAS)('csrsigning at %s', (release) => {
  it('puts a certificate that the CA really signed into status', async () => {
    const manager = await signing(release, {}, 'csr-1');
    expect(manager.requests()).toEqual([STATUS]);
    const certificate = certificateOf(manager)!;
    const ca = new X509Certificate(manager.state.controllerManager.ca!.pem);
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(certificate.subject).toBe('O=system:nodes\nCN=system:node:node-1');
    expect(certificate.ca).toBe(false);
  });

  it.each([
    ['pending', {}],
    ['denied', { conditions: [{ type: 'Denied' }] }],
    ['approved and denied', { conditions: [{ type: 'Approved' }, { type: 'Denied' }] }],
    ['issued', { conditions: [{ type: 'Approved' }], certificate: 'PEM' }],
  ])('signs nothing that is %s', async (_, status) => {
    const answer: Answer = (request) =>
      request.resource === 'subjectaccessreviews'
        ? refusal(500, 'InternalError', 'no')
        : obliging(request);
    const manager = await signing(release, { answer }, 'csr-1', {}, status);
    expect(manager.requests()).not.toContain(STATUS);
    expect(manager.facts('certificate.issued').filter(({ role }) => role === 'csr')).toEqual([]);
  });
});

describe('csrsigning', () => {
  it('marks as Failed what its rules refuse, from 1.19 on', async () => {
    const manager = await signing('1.19', {}, 'csr-1', { signerName: SERVING_SIGNER });
    expect(manager.lastConditions().at(-1)).toEqual({
      type: 'Failed',
      status: 'True',
      reason: 'SignerValidationFailure',
      message: 'DNS or IP subjectAltName is required',
      lastUpdateTime: '2026-03-02T09:00:00Z',
    });
    expect(certificateOf(manager)).toBeUndefined();
  });

  it('leaves such a request approved for ever in 1.18, and signs it before', async () => {
    const ignored = await signing('1.18', {}, 'csr-1', { signerName: SERVING_SIGNER });
    expect(ignored.requests()).toEqual([]);
    expect(ignored.facts('signer.ignored').map(({ reason }) => reason)).toEqual([
      'DNS or IP subjectAltName is required',
    ]);
    expect(
      certificateOf(await signing('1.11', {}, 'csr-1', { usages: ['cert sign'] })),
    ).toBeDefined();
  });

  it('leaves signers that are not of Kubernetes to others', async () => {
    const manager = await signing('1.36', {}, 'csr-1', { signerName: 'example.com/mine' });
    expect(manager.requests()).toEqual([]);
    expect(manager.facts('signer.ignored')).toHaveLength(1);
  });

  it.each([
    [
      '1.8',
      'E certificate_controller.go] Sync csr-1 failed with : error auto signing csr: {"code":5100,"message":"Invalid policy: no key usage available"}',
    ],
    [
      '1.11',
      'E certificate_controller.go] Sync csr-1 failed with : error auto signing csr: {"code":5100,"message":"Invalid policy: no key usage available"}',
    ],
    [
      '1.36',
      'E certificate_controller.go] "Unhandled Error" err="Sync csr-1 failed with : error auto signing csr: unrecognized usage values: [\\"content commitments\\"]"',
    ],
  ] as const)('logs at %s what it cannot sign, and tries again', async (release, line) => {
    const usages = [release === '1.36' ? 'content commitments' : 'content commitment'];
    const manager = await signing(release, {}, 'csr-1', {
      usages,
      signerName: 'kubernetes.io/legacy-unknown',
    });
    expect(manager.lines(0).at(-1)).toBe(line);
    await manager.advance(HOUR);
    expect(manager.facts('signer.refused').length).toBeGreaterThan(10);
    expect(manager.requests()).toEqual([]);
  });

  it('says that the CA cut the lifetime', async () => {
    const manager = await signing('1.36', { caLasts: DAY }, 'csr-1');
    expect(manager.facts('signer.decided')[0]).toMatchObject({
      cappedBy: 'ca',
      notAfter: manager.state.spec.startsAt + DAY,
    });
  });

  it('says that the flag cut what was asked for', async () => {
    const manager = await signing('1.36', {}, 'csr-1', { expirationSeconds: 10 * 365 * 86_400 });
    expect(manager.facts('signer.decided')[0]).toMatchObject({
      cappedBy: 'maximum',
      duration: 365 * DAY,
    });
  });

  it('tries again where the certificate could not be stored', async () => {
    let refusals = 1;
    const answer: Answer = (request) =>
      request.subresource === 'status' && refusals-- > 0
        ? refusal(409, 'Conflict', 'modified')
        : obliging(request);
    const manager = await signing('1.27', { answer }, 'csr-1');
    expect(manager.lines(0).at(-1)).toBe(
      'E certificate_controller.go] Sync csr-1 failed with : error updating signature for csr: modified',
    );
    await manager.advance(200);
    expect(manager.requests()).toEqual([STATUS, STATUS]);
  });

  it('gives every certificate a serial number of its own', async () => {
    const manager = await ControllerManagerUnderTest.start('1.36');
    await manager.tell(
      await manager.csr('csr-1', {}, APPROVED),
      await manager.csr('csr-2', {}, APPROVED),
    );
    const serials = manager
      .facts('certificate.issued')
      .filter(({ role }) => role === 'csr')
      .map(({ certificate }) => certificate.serial);
    expect(new Set(serials).size).toBe(2);
  });
});
