import { describe, expect, test } from 'vitest';
import { HTTP, ID, MS, OTHER, SECOND, Story } from '../../story.js';

/** A session over a WebSocket with one handle, on a server of 1.1.2 whose start is in the log. */
const open = (version = '1.1.2', reclaim = 0): Story =>
  new Story()
    .started(0, version, reclaim)
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .handle(SECOND + 2 * MS, 'attached');

describe('a connection that drops', () => {
  test('ends the session whose handles detach with it', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + 5 * MS, 'detached')
      .update(20 * SECOND);
    expect(story.verdict()).toBe('ended flagged transport-gone certain');
  });

  test('ends it although the detached is stamped earlier', () => {
    const story = open()
      .handle(9 * SECOND - 5 * MS, 'detached')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .update(20 * SECOND);
    expect(story.verdict()).toBe('ended flagged transport-gone certain');
  });

  test('leaves a session alone whose handles stay: it was claimed', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .update(90 * SECOND);
    expect(story.verdict()).toBe('open');
  });

  test('leaves a session alone that shows itself later', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached')
      .handle(12 * SECOND, 'attached', ID, '78');
    expect(story.verdict()).toBe('open');
  });

  test('leaves everyone alone while sessions can be reclaimed', () => {
    const story = open('1.1.2', 5)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached')
      .update(90 * SECOND);
    expect(story.verdict()).toBe('open');
  });

  test('ends a session without handles, if the server is known to reclaim none', () => {
    const story = new Story()
      .started(0)
      .created(SECOND)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .update(90 * SECOND);
    expect(story.verdict()).toBe('ended flagged transport-gone probable');
    const headless = new Story()
      .created(SECOND)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .update(90 * SECOND);
    expect(headless.verdict()).toBe('open');
  });

  test('is no other connection of the same id', () => {
    const story = open()
      .transport(5 * SECOND, 'c1', 'connected')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .created(5 * SECOND + MS, OTHER)
      .update(90 * SECOND);
    expect(story.verdict()).toBe('undecidable');
    expect(story.jsep(20 * SECOND).verdict()).toBe('open');
  });

  test('is not what ended it when a session event comes within the second', () => {
    const story = open('1.4.2')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached')
      .session(9 * SECOND + 40 * MS, ID, 'destroyed');
    expect(story.verdict()).toBe('ended destroyed certain');
    expect(story.report().sessions.session(0).trigger).toBe('transport-gone');
  });

  test('is not what a watchdog that runs just then ended it for', () => {
    const story = open('1.4.2')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .session(9 * SECOND + 40 * MS, ID, 'timeout');
    expect(story.verdict()).toBe('ended timeout certain');
    expect(story.report().sessions.session(0).trigger).toBeNull();
  });

  test('ends a session created over HTTP that its connection had claimed', () => {
    const story = new Story()
      .started(0)
      .request(SECOND - MS)
      .created(SECOND, ID, '5', HTTP)
      .handle(2 * SECOND, 'attached')
      .transport(3 * SECOND, 'c9', 'connected')
      .transport(9 * SECOND, 'c9', 'disconnected')
      .handle(9 * SECOND + 3 * MS, 'detached')
      .update(90 * SECOND);
    expect(story.verdict()).toBe('ended flagged transport-gone probable');
  });
});

describe('a server that stops or starts', () => {
  test('ends every session with its shutdown', () => {
    expect(
      open()
        .shutdown(9 * SECOND)
        .verdict(),
    ).toBe('ended flagged server-stopped certain');
  });

  test('may still tell the end where the log breaks off right behind, in versions that do', () => {
    expect(
      open('1.4.2')
        .shutdown(9 * SECOND)
        .verdict(),
    ).toBe('ended flagged server-stopped probable');
    expect(
      open('1.4.2')
        .shutdown(9 * SECOND)
        .started(15 * SECOND)
        .verdict(),
    ).toBe('ended flagged server-stopped certain');
  });

  test('had crashed when it starts without a shutdown', () => {
    expect(
      open()
        .started(9 * SECOND)
        .update(24 * SECOND)
        .verdict(),
    ).toBe('ended flagged server-crashed certain');
  });

  test('had perhaps crashed where the log ends right behind its started event', () => {
    expect(
      open()
        .started(9 * SECOND)
        .verdict(),
    ).toBe('ended flagged server-crashed probable');
    const justBefore = open()
      .created(8 * SECOND, OTHER, 'c2')
      .started(9 * SECOND);
    expect(justBefore.verdict(OTHER)).toBe('undecidable');
  });

  test('owns the sessions that come shortly before its started event', () => {
    const story = new Story()
      .created(0)
      .started(40 * MS)
      .update(90 * SECOND);
    expect(story.verdict()).toBe('open');
  });

  test('is another server of that name when a session goes on', () => {
    const story = open()
      .started(29 * SECOND)
      .jsep(50 * SECOND);
    expect(story.verdict()).toBe('open');
    expect(story.report().logs[0]!.notes.map(({ code }) => code)).toContain('emitter-shared');
  });

  test('is another server of that name when a quiet call goes on telling its statistics', () => {
    const story = open()
      .stats(8 * SECOND)
      .started(9 * SECOND);
    for (let second = 10; second < 40; second++) story.stats(second * SECOND);
    expect(story.verdict()).toBe('open');
  });

  test('is another server of that name when a handle detaches much later', () => {
    expect(
      open()
        .started(9 * SECOND)
        .handle(60 * SECOND, 'detached')
        .verdict(),
    ).toBe('open');
  });

  test('is not confused with its periodic update', () => {
    expect(
      open()
        .update(9 * SECOND)
        .update(24 * SECOND)
        .verdict(),
    ).toBe('open');
  });

  test('comes second when the connection went before', () => {
    const story = open()
      .transport(8 * SECOND, 'c1', 'disconnected')
      .handle(8 * SECOND + MS, 'detached')
      .shutdown(9 * SECOND);
    expect(story.verdict()).toBe('ended flagged transport-gone certain');
  });
});

describe('an id that is used again', () => {
  test('ends the life before', () => {
    const story = open().created(9 * SECOND, ID, 'c2');
    expect(story.verdict(ID, 1)).toBe('ended flagged id-reused certain');
    expect(story.verdict(ID, 2)).toBe('open');
  });

  test('proves nothing where several servers send under the name and a client chose the id', () => {
    const story = new Story()
      .started(0)
      .started(5 * SECOND)
      .transport(6 * SECOND, 'c1', 'connected')
      .created(6 * SECOND + MS, '4711')
      .shutdown(9 * SECOND)
      .created(12 * SECOND, OTHER, 'c1')
      .created(20 * SECOND, '4711', 'c2')
      .update(60 * SECOND);
    expect(story.verdict('4711', 1)).toBe('undecidable');
    expect(story.verdict('4711', 2)).toBe('open');
    expect(story.created(70 * SECOND, OTHER, 'c2').verdict(OTHER, 1)).toBe('ended flagged id-reused certain');
  });

  test.each([
    ['a spreadsheet', '4154149308648160', ['5454130804111040', '6154149308648170']],
    ['a double, with all its digits', '9223372036854774784', ['9223372036854773760']],
    ['a double, as short as it can be', '1234567890123456800', []],
    ['a float', '4154149277007872', ['5454130650808320']],
  ])('proves nothing where %s has rounded all of them', (_, id, others) => {
    const story = new Story().started(0).created(SECOND, id, 'c1');
    for (const [k, other] of others.entries()) story.created((2 + k) * SECOND, other, 'c2');
    story.created(9 * SECOND, id, 'c3');
    expect(story.verdict(id, 1)).toBe('undecidable');
    expect(story.verdict(id, 2)).toBe('open');
    expect(story.reason(id)).toMatch(
      /^Cannot be told: its id was created again, but all long ids in this log look rounded/,
    );
    // One long id that nothing has rounded.
    story.created(20 * SECOND, '9007199254740993', 'c4');
    expect(story.verdict(id, 1)).toBe('ended flagged id-reused certain');
  });

  test('is clean where the life before was told to end, even right behind the next created', () => {
    const story = open()
      .created(9 * SECOND, ID, 'c2')
      .session(9 * SECOND + 5 * MS, ID, 'destroyed')
      .handle(30 * SECOND, 'attached', ID, '78');
    expect(story.verdict(ID, 1)).toBe('ended destroyed certain');
    expect(story.verdict(ID, 2)).toBe('open');
  });

  test('is exact to 64 bits', () => {
    const story = new Story()
      .started(0)
      .created(1, '9007199254740992')
      .created(2, '9007199254740993')
      .session(3, '9007199254740993', 'destroyed');
    expect(story.verdict('9007199254740992')).toBe('open');
    expect(story.verdict('9007199254740993')).toBe('ended destroyed certain');
  });

  test('proves nothing when only the echo of the life before is in the log', () => {
    const story = new Story()
      .handle(0, 'detached')
      .transport(1, 'c9', 'connected')
      .created(SECOND)
      .session(2 * SECOND, ID, 'destroyed');
    expect(story.verdict(ID, 1)).not.toContain('flagged');
  });
});

describe('a log that does not hold everything', () => {
  test('without session events flags nobody and says so once', () => {
    const story = new Story()
      .started(0)
      .handle(1, 'attached')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached')
      .shutdown(20 * SECOND);
    expect(story.verdict()).toBe('undecidable');
    expect(story.report().logs[0]!.notes.map(({ code }) => code)).toEqual(['sessions-masked']);
  });

  test('without transport events goes by the handles, when the log goes on', () => {
    const story = new Story()
      .started(0)
      .created(1)
      .handle(2, 'attached')
      .handle(9 * SECOND, 'detached');
    expect(story.verdict()).toBe('open');
    expect(story.update(20 * SECOND).verdict()).toBe('ended flagged handles-detached possible');
  });

  test('without transport events does not go by the handles, where those of others detach that go on', () => {
    const story = new Story()
      .started(0)
      .created(1)
      .handle(2, 'attached')
      .created(3, OTHER)
      .handle(4, 'attached', OTHER, '88')
      .handle(5 * SECOND, 'detached', OTHER, '88')
      .handle(9 * SECOND, 'detached')
      .update(20 * SECOND);
    expect(story.verdict()).toBe('ended flagged handles-detached possible');
    story.session(21 * SECOND, OTHER, 'destroyed');
    expect(story.verdict()).toBe('undecidable');
    expect(story.reason()).toContain('went on after handles of theirs had detached');
  });

  test.each([HTTP, 'janus.transport.rabbitmq', 'janus.transport.mqtt', 'janus.transport.nanomsg'])(
    'without transport events never flags a session over %s by its handles',
    (transport) => {
      const story = new Story()
        .started(0)
        .created(1, ID, 'c1', transport)
        .handle(2, 'attached')
        .handle(9 * SECOND, 'detached')
        .update(90 * SECOND);
      expect(story.verdict()).toBe('open');
    },
  );

  test('that begins behind the session event flags no echo', () => {
    const story = new Story()
      .transport(0, 'c1', 'disconnected')
      .handle(MS, 'detached')
      .stats(2 * MS)
      .shutdown(9 * SECOND);
    expect(story.verdict()).not.toContain('flagged');
  });

  test('nor one behind the end of a connection that it begins with', () => {
    const echo = (story: Story): string =>
      story
        .transport(0, 'c1', 'disconnected')
        .handle(MS, 'detached')
        .request(5 * SECOND)
        .created(5 * SECOND + MS, OTHER, 'r2', HTTP)
        .verdict();
    expect(echo(new Story())).toBe('undecidable');
    expect(echo(new Story().request(-5 * SECOND))).toBe('ended flagged transport-gone probable');
  });
});

describe('silence', () => {
  test('is no evidence', () => {
    expect(
      open()
        .update(86_400 * SECOND)
        .verdict(),
    ).toBe('open');
  });

  test('behind the last detached is none either', () => {
    expect(
      open()
        .handle(9 * SECOND, 'detached')
        .update(86_400 * SECOND)
        .verdict(),
    ).toBe('open');
  });
});
