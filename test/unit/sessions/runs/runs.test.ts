/** Runs of a server, and servers that share a name, in situations that no recorded log shows alone. */
import { describe, expect, test } from 'vitest';
import { HTTP, ID, MS, OTHER, SECOND, Story } from '../../story.js';

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

test('sessions that come seconds before the slow started behind a shutdown do not outlive it', () => {
  const story = new Story()
    .started(0)
    .created(2 * SECOND, ID, 'r1', HTTP)
    .shutdown(9 * SECOND)
    .transport(20 * SECOND, 'c2', 'connected')
    .created(20 * SECOND + MS, OTHER, 'c2')
    .started(24 * SECOND)
    .handle(40 * SECOND, 'attached', OTHER, '99')
    .update(60 * SECOND);
  expect(story.verdict(ID)).toBe('ended flagged server-stopped certain');
  expect(story.verdict(OTHER)).toBe('open');
});

test.each([
  ['of a version that stops slowly', new Story().started(0, '0.10.10')],
  ['of an unknown version', new Story()],
])('what a slow shutdown %s brings proves no survival', (_version, story) => {
  story
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

test('nor does a session that a busy server still takes in, where its connection goes right behind it', () => {
  const story = new Story()
    .started(0, '0.13.4')
    .created(2 * SECOND, ID, 'r1', HTTP)
    .transport(3 * SECOND, 'c1', 'connected')
    .shutdown(9 * SECOND)
    .created(9 * SECOND + 600 * MS, OTHER, 'c1')
    .transport(9 * SECOND + 900 * MS, 'c1', 'disconnected');
  expect(story.verdict()).toBe('ended flagged server-stopped certain');
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

/**
 * Two servers of one name side by side: the older one with a connection a1 and a session over HTTP, the younger one from
 * 20 s on; at 30 s one of them shuts down.
 */
function sideBySide(version = '0.13.4'): Story {
  return new Story()
    .started(0, version)
    .transport(SECOND, 'a1', 'connected')
    .created(SECOND + MS, '1111111111111111', 'a1')
    .request(2 * SECOND, false, 'r1')
    .created(2 * SECOND + MS, '2222222222222222', 'r1', HTTP)
    .started(20 * SECOND, version)
    .transport(25 * SECOND, 'b1', 'connected')
    .created(25 * SECOND + MS, '3333333333333333', 'b1')
    .request(26 * SECOND, false, 'r2')
    .created(26 * SECOND + MS, '4444444444444444', 'r2', HTTP);
}

test('a rolling deployment stops what closes with the shutdown of the older server, and what that server alone can have had', () => {
  const story = sideBySide()
    .session(28 * SECOND, '1111111111111111', 'updated')
    .shutdown(30 * SECOND)
    .transport(30 * SECOND + 100 * MS, 'a1', 'disconnected')
    .created(33 * SECOND, OTHER, 'b1')
    .transport(60 * SECOND, 'c1', 'connected');
  expect(story.verdict('1111111111111111')).toBe('ended flagged server-stopped certain');
  expect(story.verdict('2222222222222222')).toBe('ended flagged server-stopped probable');
  expect(story.verdict('3333333333333333')).toBe('open');
  expect(story.verdict('4444444444444444')).toBe('open');
});

test('a log that ends with the shutdown of one of two servers does not tell whose it was', () => {
  const story = sideBySide()
    .session(28 * SECOND, '1111111111111111', 'updated')
    .shutdown(30 * SECOND);
  for (const id of ['3333333333333333', '4444444444444444']) expect(story.verdict(id)).toBe('undecidable');
  expect(story.reason('3333333333333333')).toContain('Give each server its own server_name.');
});

test('what has closed where such a log ends tells of itself alone, as long as connections are left', () => {
  const story = sideBySide()
    .session(26 * SECOND + 2 * MS, '1111111111111111', 'updated')
    .transport(27 * SECOND, 'b2', 'connected')
    .created(27 * SECOND + MS, OTHER, 'b2')
    .shutdown(30 * SECOND)
    .transport(30 * SECOND + 5 * MS, 'b1', 'disconnected');
  expect(story.verdict('3333333333333333')).toBe('ended flagged server-stopped certain');
  for (const id of [OTHER, '4444444444444444']) expect(story.verdict(id)).toBe('undecidable');
});

test('a server that crashed, started again and shut down stopped what it had, also where the log ends with that', () => {
  const story = sideBySide().shutdown(30 * SECOND);
  for (const after of [story, story.transport(30 * SECOND + 5 * MS, 'b1', 'disconnected')])
    for (const id of ['3333333333333333', '4444444444444444'])
      expect(after.verdict(id)).toBe('ended flagged server-stopped certain');
});

test('a deployment that is rolled back leaves what the older server had', () => {
  const story = sideBySide()
    .shutdown(30 * SECOND)
    .transport(30 * SECOND + 100 * MS, 'b1', 'disconnected')
    .created(33 * SECOND, OTHER, 'a1')
    .handle(34 * SECOND, 'attached', '1111111111111111')
    .transport(60 * SECOND, 'c1', 'connected');
  expect(story.verdict('3333333333333333')).toBe('ended flagged server-stopped certain');
  expect(story.verdict('1111111111111111')).toBe('open');
  expect(story.verdict('2222222222222222')).toBe('open');
  expect(story.verdict('4444444444444444')).toBe('undecidable');
});

test('a connection that closes behind the shutdown of another server, a moment after those that it closes, is not one of them', () => {
  const story = sideBySide()
    .transport(26 * SECOND, 'a2', 'connected')
    .handle(26 * SECOND, 'attached', '3333333333333333')
    .shutdown(30 * SECOND)
    .transport(30 * SECOND + 2 * MS, 'a1', 'disconnected')
    .transport(30 * SECOND + 4 * MS, 'a2', 'disconnected')
    .transport(30 * SECOND + 600 * MS, 'b1', 'disconnected')
    .created(33 * SECOND, OTHER, 'b2')
    .transport(60 * SECOND, 'c1', 'connected');
  expect(story.verdict('3333333333333333')).toBe('open');
});

test('connections that close one by one behind the shutdown of a version that stops at once are of another server', () => {
  const story = new Story()
    .started(0, '0.13.4')
    .transport(8 * SECOND, 'a1', 'connected')
    .created(8 * SECOND + MS, ID, 'a1')
    .request(9 * SECOND, false, 'r1')
    .created(9 * SECOND + MS, OTHER, 'r1', HTTP)
    .started(12 * SECOND, '0.13.4')
    .shutdown(20 * SECOND)
    .transport(26 * SECOND, 'a1', 'disconnected');
  // It is the one that had a1, from before the second one started: that goes on, with all that it had.
  expect(story.verdict(OTHER)).toBe('open');
  const slow = new Story()
    .started(0, '0.10.10')
    .transport(8 * SECOND, 'a1', 'connected')
    .created(8 * SECOND + MS, ID, 'a1')
    .handle(8 * SECOND + 2 * MS, 'attached')
    .shutdown(20 * SECOND)
    .transport(46 * SECOND, 'a1', 'disconnected')
    .handle(46 * SECOND + MS, 'detached');
  expect(slow.verdict()).toBe('ended flagged server-stopped certain');
});

test('a heartbeat behind a shutdown is that of another server', () => {
  const story = new Story()
    .started(0, '1.2.4')
    .request(SECOND, false, 'r1')
    .created(SECOND + MS, ID, 'r1', HTTP)
    .update(15 * SECOND)
    .shutdown(20 * SECOND);
  expect(story.verdict()).toBe('ended flagged server-stopped certain');
  story.update(30 * SECOND).update(45 * SECOND);
  expect(story.verdict()).toBe('undecidable');
});

test('a server known to start slowly may have had any session of the seconds before its started', () => {
  // A session of that run crosses its `started`; the one before it is silent, as if of either.
  const story = new Story()
    .started(0, '1.0.4')
    .request(SECOND, false, 'r1')
    .created(SECOND + MS, '1111111111111111', 'r1', HTTP)
    .request(29 * SECOND, false, 'r2')
    .created(29 * SECOND + MS, ID, 'r2', HTTP)
    .request(30 * SECOND, false, 'r3')
    .created(30 * SECOND + MS, OTHER, 'r3', HTTP)
    .started(32 * SECOND, '1.0.4')
    .session(36 * SECOND, OTHER, 'destroyed')
    .transport(60 * SECOND, 'c1', 'connected');
  expect(story.verdict('1111111111111111')).toBe('ended flagged server-crashed certain');
  expect(story.verdict()).toBe('undecidable');
  const reason = [...story.report().sessions].find(({ id }) => id === ID)!.reason;
  expect(reason).toContain('settles it');
});

describe('a session that a server takes before it says started goes by what that says', () => {
  const dropped = (was: string, is: string): Story =>
    new Story()
      .started(0, was)
      .shutdown(10 * SECOND)
      .transport(18 * SECOND, 'c1', 'connected')
      .created(18 * SECOND + MS)
      .handle(18 * SECOND + 2 * MS, 'attached')
      .started(20 * SECOND, is)
      .transport(30 * SECOND, 'c1', 'disconnected')
      .handle(30 * SECOND + 5 * MS, 'detached')
      .request(50 * SECOND)
      .shutdown(60 * SECOND)
      .request(70 * SECOND);

  test('where that version does not tell drops, and the one before did', () => {
    const story = dropped('1.4.2', '1.1.4');
    expect(story.verdict()).toBe('ended flagged transport-gone certain');
    expect(story.reason()).toContain('Janus 1.1.4 never reports');
  });

  test('where that version tells drops, and the one before did not', () => {
    expect(dropped('1.1.4', '1.4.2').verdict()).not.toContain('transport-gone');
  });

  test('and by how long that waits for sessions to be claimed, though nothing before it tells', () => {
    const story = new Story()
      .transport(500 * MS, 'c2', 'connected')
      .created(501 * MS, OTHER, 'c2')
      .transport(SECOND, 'c1', 'connected')
      .created(SECOND + MS)
      .transport(2 * SECOND, 'c1', 'disconnected')
      .started(5 * SECOND, '1.1.4')
      .session(10 * SECOND, OTHER, 'destroyed')
      .request(50 * SECOND);
    expect(story.verdict()).toBe('ended flagged transport-gone probable');
  });
});

test('what began while the run before was still at work is of that run, however slowly the next one started', () => {
  const story = new Story()
    .started(0, '1.0.4')
    .request(SECOND, false, 'r1')
    .created(SECOND + MS, '1111111111111111', 'r1', HTTP)
    .request(24 * SECOND, false, 'r2')
    .created(24 * SECOND + MS, ID, 'r2', HTTP)
    .session(25 * SECOND, '1111111111111111', 'destroyed')
    .request(30 * SECOND, false, 'r3')
    .created(30 * SECOND + MS, OTHER, 'r3', HTTP)
    .started(32 * SECOND, '1.0.4')
    .session(36 * SECOND, OTHER, 'destroyed')
    .transport(60 * SECOND, 'c1', 'connected');
  expect(story.verdict()).toBe('ended flagged server-crashed certain');
});

test('heartbeats tell when a process began and when the one before was gone', () => {
  const gone = new Story()
    .started(0, '1.2.4')
    .request(31 * SECOND, false, 'r1')
    .created(31 * SECOND + MS, ID, 'r1', HTTP)
    .started(34 * SECOND, '1.2.4')
    .update(45 * SECOND)
    .update(60 * SECOND);
  // No heartbeat came at 15 s: nobody was there from 16 s on but the run that started.
  expect(gone.verdict()).toBe('open');
  const alive = (first: number): string =>
    new Story()
      .started(0, '1.2.4')
      .update(15 * SECOND)
      .update(30 * SECOND)
      .request(31 * SECOND, false, 'r1')
      .created(31 * SECOND + MS, ID, 'r1', HTTP)
      .started(34 * SECOND, '1.2.4')
      .update(first)
      .update(first + 15 * SECOND)
      .verdict();
  expect(alive(49 * SECOND)).toBe('ended flagged server-crashed certain');
  // The first heartbeat comes 15 s after the process began, so this one began 5 s before it said so.
  expect(alive(44 * SECOND)).toBe('undecidable');
});

test('heartbeats of two processes after a start show that it replaced nobody', () => {
  const begun = (): Story =>
    new Story()
      .started(0, '1.2.4')
      .request(SECOND, false, 'r1')
      .created(SECOND + MS, ID, 'r1', HTTP);
  expect(
    begun()
      .started(5 * SECOND, '1.2.4')
      .update(20 * SECOND)
      .verdict(),
  ).toBe('ended flagged server-crashed certain');
  const two = begun()
    .started(5 * SECOND, '1.2.4')
    .update(15 * SECOND)
    .update(20 * SECOND);
  expect(two.verdict()).toBe('open');
  expect(two.report().logs[0]!.notes.map(({ code }) => code)).toContain('emitter-shared');
  // Those of one process come 15 s after each other, the first of them soon after a slow start.
  for (const first of [51 * SECOND, 65 * SECOND])
    expect(
      begun()
        .started(50 * SECOND, '1.2.4')
        .update(first)
        .update(first + 15 * SECOND - 200 * MS)
        .verdict(),
    ).toBe('ended flagged server-crashed certain');
});

test('a shutdown that closes some connections and leaves others alone is not that of the server that has those', () => {
  const story = new Story()
    .started(0)
    .transport(16 * SECOND, 'a1', 'connected')
    .created(16 * SECOND + MS, '1111111111111111', 'a1')
    // Either it starts slowly after a crash that nothing shows, or it is a second server.
    .started(20 * SECOND)
    .transport(25 * SECOND, 'b1', 'connected')
    .created(25 * SECOND + MS, '3333333333333333', 'b1')
    .request(26 * SECOND, false, 'r2')
    .created(26 * SECOND + MS, '4444444444444444', 'r2', HTTP)
    .shutdown(30 * SECOND)
    .transport(30 * SECOND + 2 * MS, 'a1', 'disconnected')
    .request(30 * SECOND + 40 * MS, false, 'r3');
  expect(story.verdict('1111111111111111')).toBe('ended flagged server-stopped certain');
  expect(story.verdict('3333333333333333')).toBe('open');
  expect(story.verdict('4444444444444444')).toBe('open');
});

test('the end of a connection that is lost on the way leaves a shutdown to its server, where the handles show it', () => {
  const story = new Story()
    .started(0)
    .transport(16 * SECOND, 'a1', 'connected')
    .created(16 * SECOND + MS, '1111111111111111', 'a1')
    .transport(25 * SECOND, 'b1', 'connected')
    .created(25 * SECOND + MS, '3333333333333333', 'b1')
    .handle(25 * SECOND + 2 * MS, 'attached', '3333333333333333')
    .created(26 * SECOND + MS, '4444444444444444', 'r2', HTTP)
    .shutdown(30 * SECOND)
    .transport(30 * SECOND + 2 * MS, 'a1', 'disconnected')
    .handle(30 * SECOND + 40 * MS, 'detached', '3333333333333333');
  for (const id of ['1111111111111111', '3333333333333333', '4444444444444444'])
    expect(story.verdict(id)).toBe('ended flagged server-stopped certain');
});

test('a heartbeat after the start of a version that sends none is of another server, which goes on', () => {
  const story = new Story()
    .started(0, '1.3.2', 0)
    .update(15 * SECOND)
    .transport(20 * SECOND, 'a1', 'connected')
    .created(20 * SECOND + MS, ID, 'a1')
    .started(29 * SECOND, '1.0.4')
    .update(30 * SECOND)
    .update(45 * SECOND);
  expect(story.verdict(ID)).toBe('open');
  expect(story.report().logs[0]!.notes.map(({ code }) => code)).toContain('emitter-shared');
});

test('so is one after a shutdown that such a version alone starts again behind', () => {
  const story = new Story()
    .started(-19 * SECOND, '1.3.2')
    .update(-4 * SECOND)
    .request(0, false, 'r1')
    .created(MS, ID, 'r1', HTTP)
    .shutdown(9 * SECOND)
    .started(10 * SECOND, '0.9.5')
    .update(11 * SECOND)
    .update(26 * SECOND);
  expect(story.verdict(ID)).toBe('undecidable');
});
