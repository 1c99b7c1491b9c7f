import { expect, test } from 'vitest';
import { ID, MS, OTHER, SECOND, Story } from '../../story.js';

/**
 * Two servers of one name; the first one, an old one, gets its shutdown at 7 s. A session over a connection of before that
 * has a handle whose end is never told.
 */
const stopping = (version = '0.9.5'): Story =>
  new Story()
    .started(0, version)
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .handle(SECOND + 2 * MS, 'attached')
    .transport(2 * SECOND, 'c2', 'connected')
    .started(4 * SECOND, version)
    .transport(5 * SECOND, 'b1', 'connected')
    .shutdown(7 * SECOND);

/** The second server goes on. */
const goesOn = (story: Story): string =>
  story
    .created(45 * SECOND, OTHER, 'b1')
    .update(90 * SECOND)
    .verdict();

test('a slow shutdown closes connections at the very end, and the detached that follow may be lost with the process', () => {
  const story = stopping()
    .transport(29 * SECOND, 'c2', 'disconnected')
    .transport(29 * SECOND + 2 * MS, 'c1', 'disconnected');
  expect(goesOn(story)).toBe('ended flagged server-stopped certain');
});

test('a single connection is known by the beat of 30 s at which such a server wakes', () => {
  expect(goesOn(stopping().transport(30.02 * SECOND, 'c1', 'disconnected'))).toBe(
    'ended flagged server-stopped certain',
  );
  expect(goesOn(stopping().transport(20 * SECOND, 'c1', 'disconnected'))).toBe('open');
});

test('but a session that shows itself afterwards had been claimed, and a newer version stops at once', () => {
  const claimed = stopping()
    .transport(30.02 * SECOND, 'c1', 'disconnected')
    .stats(33 * SECOND);
  expect(goesOn(claimed)).toBe('open');
  expect(goesOn(stopping('0.11.4').transport(30.02 * SECOND, 'c1', 'disconnected'))).toBe('open');
});

test('accuses nobody by a start beside it, where two servers of one name have clocks that are apart', () => {
  const twelve = Array.from({ length: 12 }, (_, k) => k);
  const behind = -10 * SECOND;
  const beside = (address: string): Story => {
    const story = new Story()
      .started(0, '1.1.2', 0, { 'local-ip': '192.0.2.2' })
      .started(SECOND + behind, '1.1.2', 0, { 'local-ip': address })
      .transport(2 * SECOND + behind, 'b1', 'connected')
      .created(2.1 * SECOND + behind, ID, 'b1')
      .handle(2.2 * SECOND + behind, 'attached');
    for (const k of twelve) {
      story.created((5 + 2 * k) * SECOND, `41000000000000${String(10 + k)}`, `a${String(k)}`);
      story.created((6 + 2 * k) * SECOND + behind, `42000000000000${String(10 + k)}`, `d${String(k)}`);
    }
    return story;
  };
  expect(beside('192.0.2.3').verdict()).toBe('undecidable');
  expect(beside('192.0.2.3').reason()).toContain('whose clocks are apart');
});

test('a server that moved replaced the one before, where its events are in order', () => {
  const moved = new Story()
    .started(0, '1.1.2', 0, { 'local-ip': '192.0.2.2' })
    .created(SECOND)
    .started(60 * SECOND, '1.1.2', 0, { 'local-ip': '192.0.2.3' })
    .created(70 * SECOND, OTHER, 'c2');
  expect(moved.verdict()).toBe('ended flagged server-crashed probable');
});
