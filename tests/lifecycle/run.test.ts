import { describe, expect, it } from 'vitest';
import {
  advance,
  afterEvent,
  bootstrapChart,
  certificateSigningRequestChart,
  clientCertificateChart,
  start,
} from '../../src/lifecycle/index.ts';

const CHARTS = [bootstrapChart, clientCertificateChart, certificateSigningRequestChart];

describe('charts', () => {
  it.each(CHARTS.map((chart) => [chart.id, chart] as const))('%s is plain JSON', (_, chart) => {
    expect(JSON.parse(JSON.stringify(chart.config))).toEqual(chart.config);
  });

  it.each(CHARTS.map((chart) => [chart.id, chart] as const))(
    '%s begins in a state that waits for nothing',
    (_, chart) => {
      const first = start(chart).value;
      expect(JSON.parse(JSON.stringify(chart.config))).not.toHaveProperty([
        'states',
        first,
        'after',
      ]);
    },
  );
});

describe('advance', () => {
  const waiting = {
    value: 'requesting',
    context: { ...start(bootstrapChart).context, certificateWaitMs: 5000 },
  };

  it('gives the delays of the state entered, with their length from the context', () => {
    const move = advance(bootstrapChart, waiting, { type: 'requestAccepted' });
    expect(move).toMatchObject({
      value: 'waitingForCertificate',
      moved: true,
      delays: [{ name: 'certificateWait', ms: 5000 }],
      cancelled: [],
    });
  });

  it('names the delays that end with the state left', () => {
    const move = advance(
      bootstrapChart,
      { ...waiting, value: 'waitingForCertificate' },
      { type: 'certificateIssued' },
    );
    expect(move).toMatchObject({ value: 'storing', cancelled: ['certificateWait'] });
  });

  it('takes the passing of a delay as an event, and remembers why it failed', () => {
    const event = afterEvent(bootstrapChart, 'waitingForCertificate', 'certificateWait');
    const move = advance(bootstrapChart, { ...waiting, value: 'waitingForCertificate' }, event);
    expect(move.value).toBe('failed');
    expect(move.context).toMatchObject({ reason: 'timed out waiting for the condition' });
  });

  it('stays where it is on an event without a transition', () => {
    expect(advance(bootstrapChart, waiting, { type: 'certificateStored' })).toMatchObject({
      value: 'requesting',
      moved: false,
    });
  });

  it('chooses by guards on the context', () => {
    const from = (context: object) => ({
      value: 'readingBootstrapKubeconfig',
      context: { ...start(bootstrapChart).context, ...context },
    });
    const read = { type: 'bootstrapKubeconfigRead' };
    expect(advance(bootstrapChart, from({}), read).value).toBe('preparingKey');
    expect(advance(bootstrapChart, from({ rotationRunsInBackground: true }), read).value).toBe(
      'writingKubeconfig',
    );
  });

  it('carries data of events into the context', () => {
    const at = { value: 'requesting', context: start(clientCertificateChart).context };
    const failed = advance(clientCertificateChart, at, {
      type: 'attemptFailed',
      reason: 'forbidden',
      pauseMs: 2100,
    });
    expect(failed).toMatchObject({
      value: 'pausing',
      context: { failures: 1, reason: 'forbidden' },
      delays: [{ name: 'retryPause', ms: 2100 }],
    });
  });
});
