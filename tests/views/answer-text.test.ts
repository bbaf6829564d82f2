import { describe, expect, it } from 'vitest';
import { answerText, httpPhrase, isRefusedAnswer } from '../../src/views/answer-text.ts';
import type { Status } from '../../src/cluster/model/objects.ts';

const status = (code: number, reason: string, more: Partial<Status> = {}): Status => ({
  kind: 'Status',
  status: 'Failure',
  code,
  reason,
  message: 'the message',
  ...more,
});

describe('the text of an answer', () => {
  it('is the message of a Status, or the plain body where the release sends one', () => {
    expect(answerText({ kind: 'status', code: 403, status: status(403, 'Forbidden') })).toBe(
      'the message',
    );
    const plain = status(403, 'Forbidden', { plainText: 'Forbidden: "/x"' });
    expect(answerText({ kind: 'status', code: 403, status: plain })).toBe('Forbidden: "/x"');
    expect(answerText({ kind: 'text', code: 200, text: 'ok' })).toBe('ok');
  });

  it('is absent where nothing was refused', () => {
    const deleted = status(200, '', { status: 'Success' });
    expect(answerText({ kind: 'status', code: 200, status: deleted })).toBeUndefined();
    expect(answerText({ kind: 'watching', code: 200 })).toBeUndefined();
  });

  it('counts 401, 403 and 422 as refusals, but not what the store does not have or has already', () => {
    const refused = [200, 201, 401, 403, 404, 409, 422].filter((code) =>
      isRefusedAnswer({ kind: 'text', code, text: '' }),
    );
    expect(refused).toEqual([401, 403, 422]);
  });

  it('names codes as HTTP does', () => {
    expect([201, 403, 299].map(httpPhrase)).toEqual(['Created', 'Forbidden', '']);
  });
});
