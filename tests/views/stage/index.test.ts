import { describe, expect, it } from 'vitest';
import { stageView, type Gate, type StagePicture } from '../../../src/views/stage/index.ts';
import { atEndOf, folded, recorded } from '../recorded.ts';

const states = (corridor: readonly Gate[]): Readonly<Record<string, string>> =>
  Object.fromEntries(corridor.map(({ name, state }) => [name, state]));

const gate = (picture: StagePicture, name: string): Gate | undefined =>
  picture.apiServer.corridor.find((candidate) => candidate.name === name);

const node = (picture: StagePicture) => picture.nodes[0]!;

describe('the papers of the node', () => {
  it('are all missing at first, and the slots are there', async () => {
    const { log } = await recorded('1.36');
    expect(node(folded(stageView, log, 1))).toMatchObject({
      name: 'node-1',
      process: 'notStarted',
      registered: false,
      token: { state: 'none' },
      key: { state: 'none' },
      client: { state: 'none' },
      serving: { state: 'none' },
      ca: { state: 'none' },
    });
  });

  it('come one after the other', async () => {
    const recording = await recorded('1.36');
    const at = (step: string) => node(atEndOf(stageView, recording, step));
    expect(at('node-provisioned')).toMatchObject({
      token: { state: 'held', id: '07401b' },
      ca: { state: 'trusted', path: '/etc/kubernetes/bootstrap-kubelet.conf' },
    });
    expect(at('kubelet-starts')).toMatchObject({
      process: 'running',
      key: { state: 'made' },
      client: { state: 'requested' },
      serving: { state: 'selfSigned' },
    });
    expect(at('csr-pending').client.csr).toMatch(/^csr-/);
    expect(at('certificate-signed').client.state).toBe('signed');
    expect(at('certificate-stored').client.state).toBe('held');
    expect(at('reconnected').registered).toBe(false);
    expect(at('node-registered').registered).toBe(true);
  });

  it('names the CA that the node trusts by its PEM', async () => {
    const picture = atEndOf(stageView, await recorded('1.8'), 'node-provisioned');
    expect(node(picture).ca.pem).toBe(picture.memory.certificates[0]?.pem);
  });
});

describe('the corridor of the request for a certificate', () => {
  it('opens gate by gate', async () => {
    const recording = await recorded('1.36');
    const at = (step: string) => states(atEndOf(stageView, recording, step).apiServer.corridor);
    const ahead = {
      authentication: 'ahead',
      authorization: 'ahead',
      admission: 'ahead',
      validation: 'ahead',
      storage: 'ahead',
    };
    expect(at('kubelet-starts')).toEqual({ tls: 'ahead', ...ahead });
    expect(at('server-checked')).toEqual({ tls: 'passed', ...ahead });
    expect(at('token-authenticated')).toEqual({
      ...ahead,
      tls: 'passed',
      authentication: 'passed',
    });
    expect(at('request-validated')).toEqual({
      tls: 'passed',
      authentication: 'passed',
      authorization: 'passed',
      admission: 'passed',
      validation: 'passed',
      storage: 'ahead',
    });
    expect(at('csr-pending')['storage']).toBe('passed');
  });

  it('says who was asked, and which rule said yes', async () => {
    const picture = atEndOf(stageView, await recorded('1.19'), 'creation-authorized');
    expect(gate(picture, 'authentication')?.consulted).toMatchObject([
      { who: 'x509', outcome: 'noOpinion' },
      { who: 'serviceAccount', outcome: 'noOpinion' },
      { who: 'bootstrapToken', outcome: 'yes' },
    ]);
    expect(gate(picture, 'authorization')).toMatchObject({
      note: { key: 'note.rbac' },
      consulted: [
        { who: 'Node', outcome: 'noOpinion' },
        {
          who: 'RBAC',
          outcome: 'yes',
          binding: 'clusterrolebindings//kubeadm:kubelet-bootstrap',
          role: 'clusterroles//system:node-bootstrapper',
        },
      ],
    });
  });

  it('lists the fields that only the server sets', async () => {
    const picture = atEndOf(stageView, await recorded('1.36'), 'request-validated');
    expect(gate(picture, 'validation')?.details).toEqual(
      expect.arrayContaining(['spec.username', 'spec.groups']),
    );
  });

  it('belongs to the node again, with a certificate, when it registers', async () => {
    const picture = atEndOf(stageView, await recorded('1.36'), 'node-registered');
    expect(picture.exchange).toMatchObject({
      from: 'kubelet@node-1',
      method: 'POST',
      path: '/api/v1/nodes',
      user: { name: 'system:node:node-1' },
    });
    expect(gate(picture, 'authentication')?.note?.key).toBe('note.certificate');
    expect(gate(picture, 'authorization')?.note?.key).toBe('note.node');
    expect(picture.answer).toMatchObject({ code: 201, phrase: 'Created', refused: false });
  });
});

describe('a connection', () => {
  it('shows the token on one side and the checked certificate on the other', async () => {
    const { connection } = atEndOf(stageView, await recorded('1.36'), 'token-authenticated');
    expect(connection).toMatchObject({
      stage: 'established',
      clientShows: { kind: 'bearerToken', name: '07401b', checked: 'yes' },
      serverShows: {
        kind: 'servingCertificate',
        name: 'kube-apiserver',
        issuer: 'kubernetes',
        checked: 'yes',
      },
    });
  });

  it('shows the client certificate once the kubelet is back', async () => {
    const { connection } = atEndOf(stageView, await recorded('1.8'), 'reconnected');
    expect(connection?.clientShows).toEqual({
      kind: 'clientCertificate',
      name: 'system:node:node-1',
      issuer: 'kubernetes',
      checked: 'yes',
    });
  });
});

describe('a refusal', () => {
  it('at authorization leaves the later gates unreached and nothing stored', async () => {
    const { log } = await recorded('1.36', 'no-binding');
    const picture = folded(stageView, log);
    expect(states(picture.apiServer.corridor)).toEqual({
      tls: 'passed',
      authentication: 'passed',
      authorization: 'refused',
      admission: 'notReached',
      validation: 'notReached',
      storage: 'notReached',
    });
    expect(picture.answer).toMatchObject({ code: 403, phrase: 'Forbidden', refused: true });
    expect(picture.answer?.parts.map(({ text }) => text).join('')).toBe(picture.answer?.text);
    expect(node(picture).client.state).toBe('refused');
    expect(picture.apiServer.shelf.map(({ kind }) => kind)).not.toContain(
      'CertificateSigningRequest',
    );
  });

  it('at authentication names nobody', async () => {
    const { log } = await recorded('1.11', 'wrong-token');
    const picture = folded(stageView, log);
    expect(gate(picture, 'authentication')).toMatchObject({
      state: 'refused',
      note: { key: 'note.unknown' },
    });
    expect(picture.exchange?.user).toBeUndefined();
    expect(picture.connection?.clientShows.checked).toBe('refused');
    expect(picture.answer).toMatchObject({ code: 401, text: 'Unauthorized' });
  });

  it('by a person is a condition, and the slot of the certificate says so', async () => {
    const { log } = await recorded('1.27', 'deny-by-hand');
    const picture = folded(stageView, log);
    expect(node(picture).client.state).toBe('refused');
    expect(picture.apiServer.shelf.at(-1)).toMatchObject({ condition: 'Denied' });
    expect(picture.person.act).toMatchObject({ key: 'person.deny' });
  });
});

describe('the controller manager on the stage', () => {
  it('sees, recognises, asks, approves and signs', async () => {
    const recording = await recorded('1.36');
    const works = recording.log.map(
      (_, seq) => folded(stageView, recording.log, seq + 1).controllerManager,
    );
    const inOrder = (part: 'approver' | 'signer') =>
      works.map((each) => each[part].work).filter((work, at, all) => work !== all[at - 1]);
    expect(inOrder('approver')).toEqual([
      'idle',
      'sees',
      'recognized',
      'asking',
      'allowed',
      'approved',
    ]);
    expect(inOrder('signer')).toEqual(['idle', 'sees', 'decided', 'signed']);
    expect(works.at(-1)?.holdsCaKey).toBe(true);
  });

  it('leaves the request pending where the review says no', async () => {
    const recording = await recorded('1.36', 'approve-by-hand');
    const picture = atEndOf(stageView, recording, 'access-reviewed');
    expect(picture.controllerManager.approver.work).toBe('gaveUp');
    expect(picture.apiServer.shelf.at(-1)?.condition).toBe('Pending');
    expect(atEndOf(stageView, recording, 'csr-approved').apiServer.shelf.at(-1)?.condition).toBe(
      'Approved',
    );
  });
});
