/** Runs of a server, and servers that share a name, in situations that no recorded log shows alone. */
import { expect, test } from 'vitest';
import { HTTP, ID, MS, OTHER, SECOND, Story } from '../story.js';

test('sessions that come seconds before a slow started are of the new run, those before them of the old one', () => {
  const story = new Story()
    .started(0)
    .created(2 * SECOND, OTHER, 'r1', HTTP)
    .transport(20 * SECOND, 'c2', 'connected')
    .created(20 * SECOND + MS, ID, 'c2')
    .started(24 * SECOND)
    .handle(40 * SECOND, 'attached')
    .update(60 * SECOND);
  expect(story.verdict(OTHER)).toBe('ended flagged server-crashed certain');
  expect(story.verdict(ID)).toBe('open');
});

test('what a slow shutdown brings proves no survival', () => {
  const story = new Story()
    .started(0, '0.10.10')
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .handle(SECOND + 2 * MS, 'attached')
    .created(2 * SECOND, OTHER, 'r1', HTTP)
    .shutdown(9 * SECOND)
    .transport(35 * SECOND, 'c1', 'disconnected')
    .handle(35 * SECOND + MS, 'detached');
  expect(story.verdict(ID)).toBe('ended flagged server-stopped certain');
  expect(story.verdict(OTHER)).toBe('ended flagged server-stopped certain');
});

test('a shutdown past which a connection goes on making sessions is that of another server', () => {
  const story = new Story()
    .started(0)
    .started(5 * SECOND)
    .transport(6 * SECOND, 'c1', 'connected')
    .created(6 * SECOND + MS)
    .shutdown(9 * SECOND)
    .created(12 * SECOND, OTHER, 'c1')
    .update(60 * SECOND);
  expect(story.verdict(ID)).toBe('open');
  expect(story.report().logs[0]!.notes.map(({ code }) => code)).toContain('emitter-shared');
  // It does not hide the next one that is not.
  story.shutdown(70 * SECOND).update(90 * SECOND);
  expect(story.verdict(ID)).toBe('ended flagged server-stopped certain');
});

test('sessions that a log goes on with behind a shutdown, at earlier times, are of another server whose clock is behind', () => {
  const story = new Story()
    .started(0)
    .transport(SECOND, 'a1', 'connected')
    .created(SECOND + MS, OTHER, 'a1')
    .handle(SECOND + 2 * MS, 'attached', OTHER, '88')
    .started(2 * SECOND)
    .transport(3 * SECOND, 'b1', 'connected')
    .created(3 * SECOND + MS, ID, 'b1')
    .handle(3 * SECOND + 2 * MS, 'attached')
    .shutdown(9 * SECOND)
    .transport(9 * SECOND + 3 * MS, 'a1', 'disconnected')
    .handle(9 * SECOND + 4 * MS, 'detached', OTHER, '88');
  for (let k = 0; k < 5; k++) {
    const at = 6 * SECOND + k * 10 * MS;
    const id = `61234567890123${String(10 + k)}`;
    story
      .transport(at, `b${String(k + 2)}`, 'connected')
      .created(at + MS, id, `b${String(k + 2)}`)
      .session(at + 2 * MS, id, 'destroyed');
  }
  expect(story.verdict(OTHER)).toBe('ended flagged server-stopped certain');
  expect(story.verdict(ID)).toBe('open');
});
