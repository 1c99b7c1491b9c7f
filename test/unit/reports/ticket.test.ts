import { afterAll, beforeAll, expect, test } from 'vitest';
import { LogAnswers } from '../../../src/analysis/log-answers.js';
import type { SessionDetail } from '../../../src/analysis/requests/timeline-details.js';
import { ticketOf } from '../../../src/reports/ticket.js';

const analysis = new LogAnswers();
let alice: SessionDetail;

beforeAll(async () => {
  const source = { kind: 'file', path: 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl' } as const;
  const { revision } = await analysis.ask({ method: 'run', source });
  const { rows } = await analysis.ask({ method: 'search', text: 'alice-leaves-cleanly', zone: 0 });
  const session = rows.find(({ displays }) => displays.includes('alice-leaves-cleanly'))!.index;
  alice = await analysis.ask({ method: 'detail', revision, session, names: 'display' });
});
afterAll(() => {
  analysis.dispose();
});

test('who else was there: the others of the room and of the connection, those longest there first', () => {
  expect(alice.company.length).toBe(3);
  expect(alice.company.map(({ shares }) => shares)).toEqual(['room', 'room', 'room']);
  const together = alice.company.map((one) => one.together);
  expect(together).toEqual([...together].sort((a, b) => b - a));
  expect(together.at(-1)).toBeGreaterThan(0);
  expect(alice.company.every(({ name }) => name !== null && name !== '')).toBe(true);
});

test('a ticket says who, when with date and zone, the verdict, the others and the evidence', () => {
  const hangups = [{ at: alice.start, reason: 'Close PC' }];
  const ticket = ticketOf({ log: 'events.jsonl', detail: alice, hangups });
  expect(ticket).toContain('### `alice-leaves-cleanly`, session `457324058324600`: destroyed');
  expect(ticket).toContain('- **When:** 2026-11-23 07:11:55.370 – 07:12:15.487 UTC');
  expect(ticket).toContain('- **Log:** `events.jsonl`');
  expect(ticket).toContain('- **Room:** `1234`');
  expect(ticket).toMatch(/- \*\*Who else was there:\*\*\n {2}- `[^`]+`, session `\d+` \(same room, together for /);
  expect(ticket).toContain('`Close PC`');
  expect(ticket).toMatch(/- 2026-11-23 07:11:55\.370 UTC, line 3: created\n/);
});

test('whatever a stranger calls himself, it stands as code', () => {
  const name = '@all ![x](https://evil.example/``) <img>\n# h';
  const ticket = ticketOf({ log: name, detail: { ...alice, name, sentence: `Says ${name}.` }, hangups: [] });
  const outside = ticket.replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/[@[\]<>!]|https?:/);
});
