import { describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { filled, labelText, type LabelKey } from '../../src/messages/index.ts';
import { CHARTS } from '../../src/views/chart/index.ts';
import type { Label } from '../../src/views/projection.ts';
import { sequenceView, type Arrow, type Flight } from '../../src/views/sequence/index.ts';
import {
  stageView,
  type ApproverWork,
  type GateName,
  type GateNoteKey,
  type GateState,
  type PersonLabelKey,
  type SignerWork,
  type StageExchange,
} from '../../src/views/stage/index.ts';
import type { Lane } from '../../src/views/timeline/index.ts';
import { folded, recorded } from '../views/recorded.ts';

/** Every key that a view gives is one that the messages have: this does not compile where one is missing. */
type ViewKey =
  | Arrow['label']['key']
  | Flight['label']['key']
  | `arrowStatus.${Arrow['status']}`
  | GateNoteKey
  | `gate.${GateName}`
  | `gateState.${GateState}`
  | PersonLabelKey
  | `approver.${ApproverWork}`
  | `signer.${SignerWork}`
  | `travel.${StageExchange['travel']}`
  | `lane.${Lane}`;

const known = (key: ViewKey): LabelKey => key;

const text = ({ key, params }: Label<ViewKey>): string =>
  labelText(en, { key: known(key), params });

describe('the labels of the views', () => {
  it.each(['1.8', '1.36'] as const)('are whole for every arrow of a run at %s', async (release) => {
    const { arrows } = folded(sequenceView, (await recorded(release)).log);
    for (const { label, flights } of arrows) {
      for (const each of [label, ...flights.map((flight) => flight.label)]) {
        expect(text(each)).toMatch(/^[^\s{}]([^{}]*[^\s{}])?$/);
      }
    }
    expect(arrows.map(({ label }) => text(label))).toContain('create certificatesigningrequests');
  });

  it('are whole for what the person does', async () => {
    const { log } = await recorded('1.36', 'deny-by-hand');
    const acts = log.map((_, seq) => text(folded(stageView, log, seq + 1).person.act));
    expect(new Set(acts)).toContain('Denied the request of node-1.');
    for (const act of acts) expect(act).not.toMatch(/[{}]/);
  });

  it('at the gates have at most 15 characters', () => {
    const notes = Object.entries(en.labels).filter(([key]) => key.startsWith('note.'));
    expect(notes.length).toBeGreaterThan(10);
    for (const [key, note] of notes) expect(note.length, key).toBeLessThanOrEqual(15);
  });

  it('are there for every state of every chart', () => {
    for (const { chart, states } of CHARTS) {
      for (const { name } of states) expect(en.labels).toHaveProperty([`state.${chart}.${name}`]);
      expect(en.labels).toHaveProperty([`chart.${chart}`]);
    }
  });
});

describe('a template', () => {
  it('takes its values, and leaves a name without one as it stands', () => {
    expect(filled('{verb} {resource}', { verb: 'get', resource: 'nodes' })).toBe('get nodes');
    expect(filled('{constructor} {x}', { x: 0 })).toBe('{constructor} 0');
  });
});
