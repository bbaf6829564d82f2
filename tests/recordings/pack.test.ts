import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../../src/cluster/model/facts.ts';
import { unpacked, type PackedRecording } from '../../src/player/packed.ts';
import type { Recording } from '../../src/player/recording.ts';
import { createPki } from '../../src/pki/index.ts';
import { packed } from '../../src/recordings/pack.ts';
import { record } from '../../src/recordings/record.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const asSent = (recording: Recording): PackedRecording =>
  JSON.parse(JSON.stringify(packed(recording))) as PackedRecording;

const withLog = (log: readonly object[]): Recording => ({
  scenario: 'none',
  release: '1.36',
  seed: 'x',
  log: log.map((fact, seq) => ({ seq, at: 5 * seq, ...fact })) as unknown as Log,
  steps: [],
});

describe('a recording that is packed and unpacked', () => {
  let recording: Recording;
  beforeAll(async () => {
    const pki = createPki({ crypto: globalThis.crypto });
    recording = await record(firstBoot, pki, { release: '1.36', seed: 'pack' });
  });

  it('is the same, fact by fact', () => {
    expect(unpacked(asSent(recording))).toEqual(JSON.parse(JSON.stringify(recording)));
  });

  it('weighs less than half of what it would', () => {
    const size = (value: unknown): number => gzipSync(JSON.stringify(value)).byteLength;
    expect(size(packed(recording))).toBeLessThan(size(recording) / 2);
  });

  it('keeps what is no ASCII, what is empty, and what is false or zero', () => {
    const log = [
      { type: 'a', by: 'x@y', text: '“ja” – 好', zero: 0, no: false, none: null, empty: {} },
      {
        type: 'a',
        by: 'x@y',
        text: '“ja” – 好',
        zero: 0,
        no: false,
        none: null,
        empty: {},
        cause: 0,
      },
      { type: 'a', by: 'x@y', text: '', zero: 1, no: true, none: 0, empty: [], cause: 1 },
    ];
    expect(unpacked(asSent(withLog(log)))).toEqual(withLog(log));
  });

  it('finds a text again that touches its first occurrence', () => {
    const text = 'ab'.repeat(400);
    const log = [{ type: 'a', by: 'x@y', text, more: `${text}${text}` }];
    const sent = asSent(withLog(log));
    expect(sent.parts.some((part) => typeof part !== 'string')).toBe(true);
    expect(unpacked(sent)).toEqual(withLog(log));
  });

  it('refuses a fact that says what stands for something else', () => {
    expect(() => packed(withLog([{ type: 'a', by: '^' }]))).toThrow(RangeError);
  });
});
