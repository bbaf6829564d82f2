import { describe, expect, it } from 'vitest';
import { sequenceView, type Arrow } from '../../../src/views/sequence/index.ts';
import { atEndOf, folded, recorded } from '../recorded.ts';

const between = (arrows: readonly Arrow[], from: string): readonly Arrow[] =>
  arrows.filter((arrow) => arrow.from.startsWith(`${from}@`) || arrow.to.startsWith(`${from}@`));

describe('the sequence diagram of first-boot', () => {
  it('has its lifelines from the start, the node first', async () => {
    const { log } = await recorded('1.36');
    expect(folded(sequenceView, log, 1).lifelines.map(({ component }) => component)).toEqual([
      'kubelet@node-1',
      'kube-apiserver@control-plane',
      'kube-controller-manager@control-plane',
      'kubectl@workstation',
    ]);
  });

  it('folds a handshake into one arrow that holds its messages', async () => {
    const diagram = atEndOf(sequenceView, await recorded('1.36'), 'server-checked');
    const [tls] = between(diagram.arrows, 'kubelet');
    expect(tls).toMatchObject({
      kind: 'handshake',
      status: 'arrived',
      label: { key: 'arrow.tls', params: { address: '10.0.0.10:6443' } },
    });
    expect(tls?.flights.map(({ label }) => label.key)).toEqual([
      'flight.clientHello',
      'flight.serverCertificate',
      'flight.serverProof',
      'flight.serverAccepted',
      'flight.noClientCertificate',
      'flight.established',
    ]);
  });

  it('shows a message as on its way between the facts that send and receive it', async () => {
    const { log } = await recorded('1.36');
    const sent = log.findIndex(
      (fact) => fact.type === 'request.sent' && fact.by.startsWith('kubelet'),
    );
    const received = log.findIndex(({ type }, seq) => seq > sent && type === 'request.received');
    const during = folded(sequenceView, log, received);
    const arrow = during.arrows.find(({ id }) => id === during.current);
    expect(arrow).toMatchObject({ kind: 'request', status: 'inFlight', seq: sent });
    const after = folded(sequenceView, log, received + 1);
    expect(after.arrows.find(({ id }) => id === arrow?.id)?.status).toBe('arrived');
  });

  it('says that the second handshake of the kubelet carries a certificate', async () => {
    const diagram = folded(sequenceView, (await recorded('1.36')).log);
    const handshakes = between(diagram.arrows, 'kubelet').filter(
      ({ kind }) => kind === 'handshake',
    );
    expect(handshakes.map(({ label }) => label.key)).toEqual([
      'arrow.tls',
      'arrow.tlsWithCertificate',
    ]);
  });

  it('tells the kubelet of its certificate by a watch event', async () => {
    const diagram = folded(sequenceView, (await recorded('1.11')).log);
    const events = between(diagram.arrows, 'kubelet').filter(({ kind }) => kind === 'watchEvent');
    expect(events.at(-1)).toMatchObject({
      status: 'arrived',
      label: { params: { event: 'MODIFIED', kind: 'CertificateSigningRequest' } },
    });
  });

  it('keeps open only the watches when a run is over', async () => {
    const diagram = folded(sequenceView, (await recorded('1.36')).log);
    expect(diagram.open.length).toBeGreaterThan(0);
    expect(diagram.open.map(({ request }) => request.params['verb'])).toEqual(
      diagram.open.map(() => 'watch'),
    );
  });

  it('marks informers as background, and nothing that the kubelet does', async () => {
    const diagram = folded(sequenceView, (await recorded('1.36')).log);
    expect(diagram.arrows.some(({ background }) => background)).toBe(true);
    expect(between(diagram.arrows, 'kubelet').every(({ background }) => !background)).toBe(true);
  });
});

describe('the sequence diagram of a refusal', () => {
  it('marks the request as refused and gives the answer its verbatim text', async () => {
    const diagram = folded(sequenceView, (await recorded('1.11', 'no-binding')).log);
    const [request, response] = between(diagram.arrows, 'kubelet').slice(-2);
    expect(request).toMatchObject({ kind: 'request', status: 'refused' });
    expect(response).toMatchObject({
      kind: 'response',
      status: 'arrived',
      code: 403,
      label: { key: 'arrow.answerStatus', params: { reason: 'Forbidden' } },
      text: 'certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:07401b" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope',
    });
  });

  it('does not call a look that finds nothing a refusal', async () => {
    const diagram = folded(sequenceView, (await recorded('1.36')).log);
    const notFound = diagram.arrows.find(({ code }) => code === 404);
    const request = diagram.arrows.find(
      ({ group, kind }) => group === notFound?.group && kind === 'request',
    );
    expect(request?.status).toBe('arrived');
  });
});
