import { describe, expect, test } from 'vitest';
import { HTTP, ID, MS, OTHER, SECOND, Story } from '../../story.js';

/** A session over a WebSocket, with handles 0 to `handles` - 1. */
function open(version = '1.1.2', handles = 1): Story {
  const story = new Story()
    .started(0, version)
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS);
  for (let k = 0; k < handles; k++) story.handle(2 * SECOND + k, 'attached', ID, String(100 + k));
  return story;
}

const END = 90 * SECOND;

describe('a version that tells drops', () => {
  test.each(['1.3.2', '1.4.2', '0.15.2', '0.16.1'])('%s: one that is not told was a claim or a loss', (version) => {
    const story = open(version)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached', ID, '100')
      .update(END);
    expect(story.verdict()).toBe('open');
    expect(story.report().sessions.session(0).reason).toContain(
      'another connection had claimed it, or that event was lost',
    );
  });

  test.each(['1.3.1', '0.15.1'])('%s is none', (version) => {
    const story = open(version)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached', ID, '100')
      .update(END);
    expect(story.verdict()).toBe('ended flagged transport-gone certain');
  });

  test('leaves it open what several handles say that went with the connection', () => {
    const story = open('1.4.2', 2)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + MS, 'detached', ID, '100')
      .handle(9 * SECOND + 2 * MS, 'detached', ID, '101')
      .update(END);
    expect(story.verdict()).toBe('undecidable');
    expect(story.report().sessions.session(0).reason).toContain('list_sessions');
  });

  test('says nothing where no handle was open', () => {
    const story = open('0.15.3', 0)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .update(END);
    expect(story.verdict()).toBe('open');
  });
});

describe('a detach that was asked for', () => {
  const late = (story: Story, after: number): Story =>
    story.handle(9 * SECOND + after, 'detached', ID, '100').update(END);

  test.each([5, 100, 600])('over HTTP %d ms after the connection closed ends nothing', (ms) => {
    const story = open().transport(9 * SECOND, 'c1', 'disconnected');
    story.request(9 * SECOND + ms * MS - 500);
    expect(late(story, ms * MS).verdict()).toBe('open');
  });

  test.each([1.6, 2.9])('%d ms after it cannot be told from a drop', (ms) => {
    const story = open().transport(9 * SECOND, 'c1', 'disconnected');
    story.request(9 * SECOND + ms * MS - 500);
    expect(late(story, ms * MS).verdict()).toBe('undecidable');
    expect(story.report().sessions.session(0).reason).toContain('list_sessions');
  });

  test('and one that cannot be told from a drop ended untold if the server stopped soon after', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 2 * MS)
      .handle(9 * SECOND + 2.5 * MS, 'detached', ID, '100')
      .shutdown(12 * SECOND);
    expect(story.update(END).verdict()).toBe('ended flagged server-stopped probable');
  });

  test('is not to be seen in a request that comes with the end of the connection', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 250);
    expect(late(story, 1.05 * MS).verdict()).toBe('ended flagged transport-gone probable');
  });

  test('nor in a request that a created names, however late that comes', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 4 * MS, false, 'r1')
      .handle(9 * SECOND + 4.2 * MS, 'detached', ID, '100')
      .created(9 * SECOND + 84 * MS, OTHER, 'r1', HTTP);
    expect(story.update(END).verdict()).toBe('ended flagged transport-gone certain');
  });

  test('nor in one that destroyed another session', () => {
    const story = open()
      .request(5 * SECOND, false, 'r1')
      .created(5 * SECOND + 200, OTHER, 'r1', HTTP)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 4 * MS)
      .handle(9 * SECOND + 4.2 * MS, 'detached', ID, '100')
      .session(9 * SECOND + 4.3 * MS, OTHER, 'destroyed');
    expect(story.update(END).verdict()).toBe('ended flagged transport-gone certain');
  });

  test('is not presumed where others are just being served', () => {
    const story = open().transport(9 * SECOND, 'c1', 'disconnected');
    for (const [k, other] of [OTHER, '5454130804111042', '5454130804111043'].entries())
      story.request(9 * SECOND + (k + 2) * MS, false, other).created(9 * SECOND + (k + 2.2) * MS, other, other, HTTP);
    story.request(9 * SECOND + 4.7 * MS);
    expect(late(story, 5 * MS).verdict()).toBe('ended flagged transport-gone probable');
  });

  test('is not to be seen in a request that did something else', () => {
    const story = open()
      .request(5 * SECOND, false, 'r1')
      .created(5 * SECOND + 200, OTHER, 'r1', HTTP)
      .handle(6 * SECOND, 'attached', OTHER, '200')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + MS)
      .handle(9 * SECOND + MS + 300, 'detached', OTHER, '200');
    expect(late(story, 2 * MS).verdict()).toBe('ended flagged transport-gone certain');
  });

  test('needs a request for each handle', () => {
    const story = open('1.1.2', 2)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 4 * MS)
      .handle(9 * SECOND + 5 * MS, 'detached', ID, '101');
    expect(late(story, 5 * MS + 100).verdict()).toBe('ended flagged transport-gone certain');
  });

  test('is not presumed where requests come all the time', () => {
    const story = open();
    for (let at = 8 * SECOND; at < 9 * SECOND; at += 4 * MS) story.request(at);
    story.transport(9 * SECOND, 'c1', 'disconnected').request(9 * SECOND + MS);
    expect(late(story, 5 * MS).verdict()).toBe('ended flagged transport-gone probable');
  });

  test('is presumed all the same where a request is far nearer than the end of the connection', () => {
    const story = open();
    for (let at = 8 * SECOND; at < 9 * SECOND; at += 80 * MS) story.request(at);
    story.transport(9 * SECOND, 'c1', 'disconnected').request(9 * SECOND + 4300);
    expect(late(story, 4.9 * MS).verdict()).toBe('open');
  });

  test('does not come before anybody can have seen the connection close', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 300);
    expect(late(story, 400).verdict()).toBe('ended flagged transport-gone probable');
  });
});

test('where the log ends with the handles, the session event may be the next one', () => {
  const story = open()
    .transport(9 * SECOND, 'c1', 'disconnected')
    .handle(9 * SECOND + MS, 'detached', ID, '100');
  expect(story.verdict()).toBe('ended flagged transport-gone probable');
  expect(story.update(END).verdict()).toBe('ended flagged transport-gone certain');
});

describe('many handles', () => {
  /** All handles detach, `pause` µs apart. */
  function detaching(story: Story, from: number, handles: number, pause: number): Story {
    for (let k = 0; k < handles; k++) story.handle(from + k * pause, 'detached', ID, String(100 + k));
    return story.update(END);
  }

  test('that need seconds to detach one after another went with the connection', () => {
    const story = open('0.10.10', 400).transport(9 * SECOND, 'c1', 'disconnected');
    expect(detaching(story, 9 * SECOND + MS, 400, 7 * MS).verdict()).toBe('ended flagged transport-gone certain');
  });

  test('wait for their turn while the server detaches those of others', () => {
    const story = open('0.10.10', 3).created(3 * SECOND, OTHER, 'c1');
    for (let k = 0; k < 200; k++) story.handle(3 * SECOND + k, 'attached', OTHER, String(1000 + k));
    story.transport(9 * SECOND, 'c1', 'disconnected');
    for (let k = 0; k < 200; k++) story.handle(9 * SECOND + k * 7 * MS, 'detached', OTHER, String(1000 + k));
    expect(detaching(story, 10.5 * SECOND, 3, MS).verdict()).toBe('ended flagged transport-gone certain');
  });

  test('with pauses between did not: two coincidences are no drop', () => {
    const story = open('0.10.10', 2).transport(9 * SECOND, 'c1', 'disconnected');
    expect(detaching(story, 9 * SECOND + MS, 2, 900 * MS).verdict()).toBe('open');
  });
});

describe('handles that go late', () => {
  const dropped = (lag: number): Story =>
    open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .stats(9 * SECOND + lag / 2, ID, '100')
      .handle(9 * SECOND + lag, 'detached', ID, '100');

  test.each([600, 900])(
    '%d ms after the connection do not tell: whoever had claimed the session may have asked',
    (ms) => {
      const story = dropped(ms * MS).update(END);
      expect(story.verdict()).toBe('undecidable');
      expect(story.report().sessions.session(0).reason).toContain('list_sessions');
    },
  );

  test('60 ms after it may be the doing of a busy server', () => {
    expect(
      dropped(60 * MS)
        .update(END)
        .verdict(),
    ).toBe('ended flagged transport-gone probable');
  });

  test('however many it were that went: they are no work that it was busy with', () => {
    const story = open('1.1.2', 4).transport(9 * SECOND, 'c1', 'disconnected');
    for (let k = 0; k < 4; k++) story.handle(9 * SECOND + 60 * MS, 'detached', ID, String(100 + k));
    expect(story.update(END).verdict()).toBe('ended flagged transport-gone probable');
  });

  test('after a shutdown go with the connections that it closes', () => {
    const story = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .shutdown(9 * SECOND + 6 * MS)
      .transport(9 * SECOND + 170 * MS, 'c2', 'disconnected')
      .handle(9 * SECOND + 172 * MS, 'detached', ID, '100');
    expect(story.update(END).verdict()).toBe('ended flagged server-stopped certain');
  });
});

describe('up to 0.7.6, where no event has a subtype', () => {
  test('a statistic between handles that go one after another is no sign of life', () => {
    const story = open('0.7.6', 400).transport(9 * SECOND, 'c1', 'disconnected');
    for (let k = 0; k < 400; k++) {
      story.handle(9 * SECOND + k * 4 * MS, 'detached', ID, String(100 + k));
      if (k % 50 === 49)
        story.event(9 * SECOND + k * 4 * MS + 1, { type: 32, session_id: ID, handle_id: String(100 + k) }, { rtt: 1 });
    }
    expect(story.update(END).verdict()).toBe('ended flagged transport-gone certain');
  });
});

test('a handle that was being attached as the others went, and whose end is never told, is no sign of life', () => {
  const story = open('1.2.4', 2)
    .transport(9 * SECOND, 'c1', 'disconnected')
    .handle(9 * SECOND + 100, 'detached', ID, '100')
    .handle(9 * SECOND + 400, 'attached', ID, '200')
    .handle(9 * SECOND + 500, 'detached', ID, '101')
    .update(END);
  expect(story.verdict()).toBe('ended flagged transport-gone certain');
});

test('a handle that was being attached as the connection went is no sign of life', () => {
  const story = open('1.1.2', 0)
    .transport(9 * SECOND, 'c1', 'disconnected')
    .handle(9 * SECOND + 300, 'attached')
    .handle(9 * SECOND + 500, 'detached')
    .update(END);
  expect(story.verdict()).toBe('ended flagged transport-gone certain');
});

test('an id that was of a connection to the Admin API can be of a client next', () => {
  const data = { event: 'connected', admin_api: true };
  const story = open()
    .transport(9 * SECOND, 'c1', 'disconnected')
    .handle(9 * SECOND + MS, 'detached', ID, '100')
    .event(20 * SECOND, { type: 128 }, { transport: 'janus.transport.websockets', id: 'c1', data })
    .transport(30 * SECOND, 'c1', 'disconnected')
    .update(END);
  expect(story.verdict()).toBe('ended flagged transport-gone certain');
});

describe('where no started tells the version', () => {
  const dropped = (story: Story): Story =>
    story
      .transport(1 * SECOND, 'c1', 'connected')
      .created(2 * SECOND)
      .handle(3 * SECOND, 'attached')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + 2 * MS, 'detached')
      .transport(30 * SECOND, 'c9', 'connected');

  test('a session that went with its connection is flagged, but not for certain', () => {
    expect(dropped(new Story()).verdict()).toBe('ended flagged transport-gone probable');
  });

  test('a destroyed right behind the end of another connection shows that drops are told: it was claimed', () => {
    const told = new Story()
      .transport(100 * MS, 'c0', 'connected')
      .created(200 * MS, OTHER, 'c0')
      .transport(500 * MS, 'c0', 'disconnected')
      .session(501 * MS, OTHER, 'destroyed');
    expect(dropped(told).verdict()).toBe('open');
  });

  test.each([
    ['before the end of its connection', 499, 'c0'],
    ['when its connection has long been gone, so that it had been claimed,', 5000, 'c0'],
    ['right behind the end of a connection that another session came up on', 501, 'c9'],
  ])('a destroyed %s shows nothing of the kind', (_when, ms, connection) => {
    const asked = new Story()
      .transport(100 * MS, 'c0', 'connected')
      .created(200 * MS, OTHER, connection)
      .created(300 * MS, '4154149308648199', 'c0')
      .transport(500 * MS, 'c0', 'disconnected')
      .session(ms * MS, OTHER, 'destroyed');
    expect(dropped(asked).verdict()).toBe('ended flagged transport-gone probable');
  });
});

describe('where handle events are masked', () => {
  const dropped = (story: Story): string =>
    story
      .transport(SECOND, 'c1', 'connected')
      .created(2 * SECOND)
      .jsep(3 * SECOND, OTHER, '99')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .jsep(60 * SECOND, OTHER, '99')
      .verdict();

  test('it is not known whether the session had one: it may have been claimed', () => {
    expect(dropped(new Story().started(0))).toMatch(/^undecidable/);
  });

  test('nor where nothing of any handle is told of four sessions', () => {
    const told = (sessions: number): string => {
      const story = new Story()
        .started(0)
        .transport(SECOND, 'c1', 'connected')
        .created(2 * SECOND);
      for (let k = 1; k < sessions; k++) story.created(2 * SECOND + k * MS, `415414930864${String(8170 + k)}`, 'c2');
      return story
        .transport(9 * SECOND, 'c1', 'disconnected')
        .update(END)
        .verdict();
    };
    expect(told(3)).toBe('ended flagged transport-gone probable');
    expect(told(4)).toBe('undecidable');
  });

  test('any that is told shows that this session had none', () => {
    expect(dropped(new Story().started(0).handle(500 * MS, 'attached', OTHER, '99'))).toBe(
      'ended flagged transport-gone probable',
    );
  });
});

test('where the log does not hold how long a session waits to be reclaimed, it is not said to have gone on', () => {
  const story = new Story()
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .transport(2 * SECOND, 'c1', 'disconnected')
    .created(END, OTHER, 'c2');
  expect(story.verdict()).toBe('open');
  expect(story.reason()).toContain('It may have ended then, or gone on over another connection.');
});
