import { describe, expect, it } from 'vitest';
import { LIVE_FIELDS, liveNamesView, stepFacts } from '../../../src/views/walk/index.ts';
import { atEndOf, folded, recorded, recordedLife } from '../recorded.ts';

describe('the names of a run', () => {
  it('are all known at its end', async () => {
    const names = folded(liveNamesView, (await recordedLife('1.36')).log);
    expect(Object.keys(names).sort()).toEqual([...LIVE_FIELDS].sort());
  });

  it("are the kubelet's, step by step", async () => {
    const recording = await recorded('1.8');
    const at = (step: string) => atEndOf(liveNamesView, recording, step);
    expect(at('token-authenticated')).toMatchObject({
      'token.id': '07401b',
      'user.name': 'system:bootstrap:07401b',
    });
    expect(at('csr-pending')['csr.name']).toMatch(/^node-csr-/);
    expect(at('access-reviewed')['user.name']).toBe('system:bootstrap:07401b');
    expect(at('certificate-signed')['certificate.notAfter']).toMatch(/^2027-03-02T/);
    expect(at('reconnected')['user.name']).toBe('system:node:node-1');
  });

  it('drop the text of a refusal when the next answer has none', async () => {
    const { log } = await recorded('1.36');
    expect(folded(liveNamesView, log)['answer.text']).toBe('');
    const refused = folded(liveNamesView, (await recorded('1.36', 'no-binding')).log);
    expect(refused['answer.text']).toContain('is forbidden');
  });
});

describe('the facts that a step is told by', () => {
  it('are its main fact', async () => {
    const { log, steps } = await recorded('1.36');
    const place = steps.find(({ id }) => id === 'csr-pending')!;
    expect(stepFacts(log, place)).toEqual({ id: 'csr-pending', main: log[place.main] });
  });

  it('are the refusal and the answer that tells of it, where it diverges', async () => {
    const { log, steps } = await recorded('1.36', 'no-binding');
    const facts = stepFacts(log, steps.at(-1)!);
    expect(facts.refusal?.type).toBe('request.notAuthorized');
    expect(facts.answer).toMatchObject({ type: 'response.sent', answer: { code: 403 } });
  });
});
