import { describe, expect, it } from 'vitest';
import { MINUTE, parseRfc3339, SECOND } from '../../../src/cluster/model/instant.ts';
import { loneKubelet, type LoneKubelet } from './lone-kubelet.ts';
import { FORBIDDEN } from './scripted-server.ts';
import type { ApiRequest } from '../../../src/cluster/model/requests.ts';

const isCreate = (request: ApiRequest): boolean =>
  request.kind === 'resource' && request.verb === 'create';
const attempts = (lone: LoneKubelet): readonly number[] =>
  lone.simulation.log.flatMap((fact) =>
    fact.type === 'request.prepared' && isCreate(fact.request)
      ? [(fact.at - lone.simulation.log[0]!.at) / SECOND]
      : [],
  );

describe('attempts of the certificate manager', () => {
  it('follow after 2, 4, 8, 16 and then every 32 seconds', async () => {
    const lone = await loneKubelet('1.36', {
      answer: (request) => (isCreate(request) ? FORBIDDEN : undefined),
    });
    await lone.start();
    await lone.pass(100 * SECOND);
    const times = attempts(lone);
    const pauses = times
      .slice(1)
      .map((time, index) => Math.round((time - times[index]!) * SECOND) / SECOND);
    const expected = [2, 4, 8, 16, 32, 32];
    expect(
      pauses
        .slice(0, 4)
        .every((pause, index) => pause >= expected[index]! && pause <= expected[index]! * 1.1),
    ).toBe(true);
    expect(pauses.slice(4)).toEqual([32, 32]);
    expect(lone.logged().filter((line) => line.includes('Reached backoff limit'))).toHaveLength(1);
  });

  it('each have a new key', async () => {
    const lone = await loneKubelet('1.36', {
      answer: (request) => (isCreate(request) ? FORBIDDEN : undefined),
    });
    await lone.start();
    await lone.pass(10 * SECOND);
    const keys = lone.facts('key.generated').map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('give up on a request after 15 minutes and make another', async () => {
    const lone = await loneKubelet('1.36', {
      decision: (watch) => (watch === 1 ? 'none' : 'approve'),
    });
    await lone.start();
    await lone.pass(15 * MINUTE + 3 * SECOND);
    expect(
      lone
        .logged()
        .some((line) =>
          line.includes(
            '"Certificate request was not signed" err="timed out waiting for the condition"',
          ),
        ),
    ).toBe(true);
    expect(lone.chart('clientCertificate')).toBe('inUse');
  });

  it.each([
    [
      '1.14',
      'Certificate request was not signed: cannot watch on the certificate signing request: certificate signing request is not approved, reason: r, message: m',
    ],
    [
      '1.19',
      'certificate request was not signed: cannot watch on the certificate signing request: certificate signing request is denied, reason: r, message: m',
    ],
    [
      '1.27',
      'kubernetes.io/kube-apiserver-client-kubelet: certificate request was not signed: cannot watch on the certificate signing request: certificate signing request is denied, reason: r, message: m',
    ],
    [
      '1.31',
      '"Unhandled Error" err="kubernetes.io/kube-apiserver-client-kubelet: certificate request was not signed: cannot watch on the certificate signing request: certificate signing request is denied, reason: r, message: m" logger="UnhandledError"',
    ],
    [
      '1.36',
      '"Certificate request was not signed" err="cannot watch on the certificate signing request: certificate signing request is denied, reason: r, message: m" logger="kubernetes.io/kube-apiserver-client-kubelet.UnhandledError"',
    ],
  ] as const)('say at %s that the request was denied, and go on', async (release, line) => {
    const lone = await loneKubelet(release, {
      decision: (watch) => (watch === 1 ? 'deny' : 'approve'),
    });
    await lone.start();
    expect(lone.logged()).toContain(line);
    await lone.pass(3 * SECOND);
    expect(lone.chart('clientCertificate')).toBe('inUse');
  });

  it('wait on through a Failed condition up to 1.18', async () => {
    const chart = async (release: '1.18' | '1.19') => {
      const lone = await loneKubelet(release, { decision: () => 'fail' });
      await lone.start();
      return lone.chart('clientCertificate');
    };
    expect(await chart('1.18')).toBe('waitingForCertificate');
    expect(await chart('1.19')).toBe('pausing');
  });
});

describe('five minutes without a certificate', () => {
  it.each([
    [
      '1.14',
      255,
      /^It has been 5m0s since a valid client cert was found and the server is responsive, exiting\.$/,
    ],
    ['1.36', 1, /^"No valid client certificate is found and the server is responsive, exiting\."/],
  ] as const)('end %s where the server refuses', async (release, code, line) => {
    const lone = await loneKubelet(release, {
      answer: (request) => (isCreate(request) ? FORBIDDEN : undefined),
    });
    await lone.start();
    await lone.pass(5 * MINUTE - SECOND);
    expect(lone.facts('process.exited')).toEqual([]);
    await lone.pass(2 * SECOND);
    expect(lone.facts('process.exited')).toMatchObject([{ code }]);
    expect(lone.logged().at(-1)).toMatch(line);
    expect(lone.simulation.state.timers.size).toBe(0);
  });

  it('do not end a kubelet whose request is only pending, nor repeat its line for ever', async () => {
    const lone = await loneKubelet('1.36', { decision: () => 'none' });
    await lone.start();
    await lone.pass(10 * MINUTE);
    expect(lone.facts('process.exited')).toEqual([]);
    expect(
      lone.logged().filter((line) => line.includes('the server is not responsive')),
    ).toHaveLength(2);
  });

  it('are counted once the certificate comes', async () => {
    const lone = await loneKubelet('1.36', {
      decision: (watch) => (watch === 1 ? 'none' : 'approve'),
    });
    await lone.start();
    await lone.pass(16 * MINUTE);
    const [repeated] = lone.facts('attempts.repeated');
    expect(repeated).toMatchObject({ what: 'kubelet.exitCheck', every: 10 * SECOND, count: 59 });
  });

  it('end a kubelet at the first look after an unreachable server answers', async () => {
    let reachable = false;
    const lone = await loneKubelet('1.36', {
      answer: (request) =>
        isCreate(request)
          ? reachable
            ? FORBIDDEN
            : { error: 'dial tcp: i/o timeout' }
          : undefined,
    });
    await lone.start();
    await lone.pass(8 * MINUTE);
    reachable = true;
    await lone.pass(MINUTE);
    expect(lone.facts('process.exited')).toHaveLength(1);
    const exit = lone.simulation.log.findLast((fact) => fact.type === 'process.exited')!;
    expect(((exit.at - lone.simulation.log[0]!.at) / SECOND) % 10).toBe(0);
  });
});

describe('connections', () => {
  it.each([
    ['1.26', 10],
    ['1.27', 1],
  ] as const)('are made anew at the next look: at %s within %i s', async (release, seconds) => {
    const lone = await loneKubelet(release);
    await lone.start();
    await lone.pass(12 * SECOND);
    const closed = lone.simulation.log.find(
      (fact) => fact.type === 'log.printed' && fact.file === 'transport.go',
    )!;
    expect(closed.at - lone.simulation.log[0]!.at).toBe(seconds * SECOND);
  });
});

describe('registration', () => {
  it('pauses 0.1, 0.2, 0.4 … seconds before each try and says why it fails', async () => {
    const lone = await loneKubelet('1.36', {
      answer: (request) =>
        request.kind === 'resource' && request.resource === 'nodes' ? FORBIDDEN : undefined,
    });
    await lone.start();
    await lone.pass(3 * SECOND);
    const tries = lone.simulation.log.flatMap((fact) =>
      fact.type === 'request.prepared' &&
      fact.request.kind === 'resource' &&
      fact.request.resource === 'nodes'
        ? [fact.at - lone.simulation.log[0]!.at - SECOND]
        : [],
    );
    expect(tries).toEqual([100, 300, 700, 1500]);
    expect(lone.logged().at(-1)).toMatch(
      /^"Unable to register node with API server" err="certificatesigningrequests/,
    );
    expect(lone.simulation.state.kubelets.get('node-1')?.registered).toBe(false);
  });
});

describe('the deadline', () => {
  it('is announced one second after the certificate, and stands between 70 and 90 % of its life', async () => {
    const lone = await loneKubelet('1.36');
    await lone.start();
    await lone.pass(2 * SECOND);
    const said = lone.simulation.log.find(
      (fact) =>
        fact.type === 'log.printed' &&
        fact.message.startsWith('"Certificate rotation deadline determined"'),
    )!;
    expect(said.at - lone.simulation.log[0]!.at).toBe(SECOND);
    const deadline =
      /deadline="(\d{4}-\d\d-\d\d) /.exec(said.type === 'log.printed' ? said.message : '')?.[1] ??
      '';
    expect(deadline > '2026-11-10' && deadline < '2027-01-26').toBe(true);
  });

  it('is the same for every first certificate at 1.8', async () => {
    const lone = await loneKubelet('1.8');
    await lone.start();
    const [installed] = lone.facts('certificate.installed');
    const life = installed!.certificate.notAfter - installed!.certificate.notBefore;
    const line = lone
      .logged()
      .find((text) => text.startsWith('Certificate rotation deadline is '))!;
    const [, day, time] = / is (\S+) (\S+) /.exec(line)!;
    const share = (parseRfc3339(`${day}T${time}Z`)! - installed!.certificate.notBefore) / life;
    expect(share).toBeCloseTo(0.82093, 4);
  });
});
