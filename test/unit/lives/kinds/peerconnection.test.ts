import { describe, expect, test } from 'vitest';
import { ID, SECOND } from '../../story.js';
import { Mark } from '../../../../src/lives/kinds/peerconnection/way-up.js';
import { analysed, HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'echotest');

test.each([
  ['DTLS alert', 'dtls-alert'],
  ['ICE failed', 'ice-failed'],
  ['Janus API', 'janus-api'],
  ['whatever a later version says', 'hangup'],
])('is ended by a hangup: %s', (reason, cause) => {
  expect(
    story()
      .connected(2 * SECOND)
      .hungUp(9 * SECOND, reason)
      .inShort('peerconnection'),
  ).toEqual([`ended told ${cause}`]);
});

test('of several on one handle each has its own end', () => {
  const log = story()
    .connected(2 * SECOND)
    .hungUp(9 * SECOND)
    .connected(10 * SECOND);
  expect(log.inShort('peerconnection')).toEqual(['ended told close-pc', 'open']);
});

test('a renegotiation and an ICE restart are no new one', () => {
  const log = story()
    .connected(2 * SECOND)
    .description(5 * SECOND, 'remote', 'offer')
    .webrtc(6 * SECOND, 1, { ice: 'gathering' })
    .webrtc(7 * SECOND, 1, { ice: 'connected' });
  expect(log.inShort('peerconnection')).toEqual(['open']);
});

test('media that stops is no end', () => {
  const log = story()
    .connected(2 * SECOND)
    .event(
      5 * SECOND,
      { type: 32, subtype: 1, session_id: ID, handle_id: HANDLE },
      { media: 'audio', receiving: false },
    );
  expect(log.inShort('peerconnection')).toEqual(['open']);
});

test('ends with its handle, which tells no hangup', () => {
  const log = story()
    .connected(2 * SECOND)
    .handle(9 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('peerconnection')).toEqual(['ended handle-detached']);
});

test('what was on its way when it was hung up begins no new one', () => {
  const log = story()
    .connected(2 * SECOND)
    .hungUp(9 * SECOND)
    .webrtc(9 * SECOND + 500, 1, { ice: 'connected' })
    .description(9 * SECOND + 600, 'local', 'answer');
  expect(log.inShort('peerconnection')).toEqual(['ended told close-pc']);
});

test('one that never came up is worth a look, one that was called off is not', () => {
  const log = story()
    .description(2 * SECOND, 'remote', 'offer')
    .hungUp(9 * SECOND, 'ICE failed')
    .description(10 * SECOND, 'remote', 'offer')
    .hungUp(11 * SECOND, 'Close PC');
  expect(log.lives('peerconnection').map(({ hint }) => hint)).toEqual(['never-up', null]);
});

const way = (log: LivesStory, at: number, ...steps: readonly string[]): LivesStory => {
  let k = 0;
  for (const step of steps) {
    const [what, state] = step.split(' ') as [string, string];
    log.webrtc(at + ++k * 1000, what === 'dtls' ? 5 : 1, { [what]: state });
  }
  return log;
};

const hints = (log: LivesStory): (string | null)[] => log.lives('peerconnection').map(({ hint }) => hint);

describe('never up, and where it stopped', () => {
  const begun = (): LivesStory =>
    story()
      .description(2 * SECOND, 'remote', 'offer')
      .description(2 * SECOND + 9, 'local', 'answer');

  test.each([
    [['ice gathering'], 'no candidate of the peer is in the log that ICE could try'],
    [['ice gathering', 'ice connecting'], 'ICE found no way between the two sides'],
    [['ice gathering', 'ice connecting', 'ice connected'], 'ICE was connected, and DTLS did not begin'],
    [['ice connecting', 'ice connected', 'dtls trying'], 'ICE was connected, and DTLS got no answer'],
    [['ice connected', 'dtls trying', 'dtls failed'], 'DTLS failed after ICE was connected'],
  ])('%j', (steps, where) => {
    const [life] = way(begun(), 2 * SECOND, ...steps)
      .update(90 * SECOND)
      .lives('peerconnection');
    expect(life).toMatchObject({ hint: 'never-up', state: 'open' });
    expect(life!.reason).toContain(`It never came up: ${where}.`);
  });

  test('where Janus offers, no answer', () => {
    const log = new LivesStory()
      .started(0)
      .attached(SECOND, 'videoroom')
      .description(2 * SECOND, 'local', 'offer')
      .update(90 * SECOND);
    expect(log.lives('peerconnection')[0]!.reason).toContain('its offer was not answered');
  });

  test('not yet is not never', () => {
    expect(hints(way(begun(), 2 * SECOND, 'ice gathering').update(30 * SECOND))).toEqual([null]);
  });

  test('a call may ring for as long as it likes', () => {
    const log = new LivesStory()
      .attached(SECOND, 'videocall')
      .description(2 * SECOND, 'local', 'offer')
      .update(300 * SECOND);
    expect(hints(log)).toEqual([null]);
  });

  test('DTLS that came to its end, or media, shows that it was up although webrtcup is lost', () => {
    const end = 100 * SECOND;
    expect(hints(way(begun(), 2 * SECOND, 'dtls connected').hungUp(end, 'DTLS alert'))).toEqual([null]);
    expect(
      hints(
        begun()
          .receiving(3 * SECOND, true)
          .hungUp(end, 'ICE failed'),
      ),
    ).toEqual([null]);
  });

  test('an offer of a log that begins later can be a renegotiation: nobody is accused', () => {
    const log = new LivesStory()
      .description(2 * SECOND, 'remote', 'offer')
      .description(3 * SECOND, 'local', 'answer')
      .hungUp(20 * SECOND, 'ICE failed');
    expect(hints(log.update(300 * SECOND))).toEqual([null]);
  });

  test('what Janus could not gather or shake hands on', () => {
    expect(hints(begun().hungUp(3 * SECOND, 'Gathering error'))).toEqual(['never-up']);
    expect(
      begun()
        .hungUp(3 * SECOND, 'DTLS-SRTP stack error')
        .inShort('peerconnection'),
    ).toEqual(['ended told dtls-srtp-stack-error']);
  });

  test('events without subtype, as before 0.9.1', () => {
    const log = begun()
      .webrtc(3 * SECOND, 0, { ice: 'connecting', stream_id: 1, component_id: 1 })
      .webrtc(9 * SECOND, 0, { ice: 'failed', stream_id: 1, component_id: 1 })
      .hungUp(14 * SECOND, 'ICE failed');
    expect(log.lives('peerconnection')[0]!.reason).toContain('ICE found no way');
  });
});

describe('media that stopped while the session went on', () => {
  const up = (): LivesStory =>
    story()
      .connected(2 * SECOND)
      .receiving(3 * SECOND, true, 'audio', '0')
      .receiving(3 * SECOND, true, 'video', '1');
  const gone = (log: LivesStory, at: number): LivesStory =>
    log.receiving(at, false, 'audio', '0').receiving(at + 200, false, 'video', '1');

  test('all of it, for a minute', () => {
    const log = gone(up(), 20 * SECOND).update(100 * SECOND);
    expect(hints(log)).toEqual(['media-stopped']);
    expect(log.lives('peerconnection')[0]!.shownBy!.what).toBe('All media stopped while the session went on');
  });

  test.each([
    ['it came back', (log: LivesStory) => gone(log, 20 * SECOND).receiving(40 * SECOND, true, 'audio', '0')],
    ['one medium goes on', (log: LivesStory) => log.receiving(20 * SECOND, false, 'video', '1')],
    ['the PeerConnection ended soon', (log: LivesStory) => gone(log, 20 * SECOND).hungUp(32 * SECOND, 'ICE failed')],
    ['it was agreed on', (log: LivesStory) => gone(log.description(19 * SECOND, 'remote', 'offer'), 20 * SECOND)],
    ['the session ended with it', (log: LivesStory) => gone(log, 20 * SECOND).session(80 * SECOND, ID, 'timeout')],
  ])('not where %s', (_why, tell) => {
    expect(hints(tell(up()).update(100 * SECOND))).toEqual([null]);
  });

  test('events without subtype, as before 0.9.1', () => {
    const log = gone(up(), 20 * SECOND).update(100 * SECOND);
    expect(hints(log.withoutSubtypes())).toEqual(['media-stopped']);
  });

  test('a layer of simulcast is no medium', () => {
    const log = story()
      .connected(2 * SECOND)
      .receiving(3 * SECOND, true, 'video', '1', 0)
      .receiving(3 * SECOND, true, 'video', '1', 2)
      .receiving(9 * SECOND, false, 'video', '1', 2);
    expect(hints(log.update(100 * SECOND))).toEqual([null]);
  });
});

describe('slow links', () => {
  const slow = (count: number, every: number): LivesStory => {
    const log = story().connected(2 * SECOND);
    for (let k = 0; k < count; k++)
      log.event(
        3 * SECOND + k * every,
        { type: 32, subtype: 2, session_id: ID, handle_id: HANDLE },
        { media: 'video', slow_link: k % 2 === 0 ? 'uplink' : 'downlink', lost_lastsec: 12 },
      );
    return log;
  };

  test('ten within half a minute', () => {
    expect(hints(slow(10, 2 * SECOND))).toEqual(['slow-links']);
  });

  test('events without subtype, as before 0.9.1', () => {
    expect(hints(slow(10, 2 * SECOND).withoutSubtypes())).toEqual(['slow-links']);
  });

  test.each([
    [9, SECOND],
    [60, 4 * SECOND],
  ])('not %i, one each %i µs', (count, every) => {
    expect(hints(slow(count, every))).toEqual([null]);
  });
});

test.each([{ ice: 'constructor' }, { dtls: '__proto__' }, { ice: ['gathering'] }, { ice: 7 }])(
  'a state that Janus does not have is passed over: %j',
  (body) => {
    expect(
      story()
        .webrtc(2 * SECOND, 1, body)
        .inShort('peerconnection'),
    ).toEqual([]);
  },
);

test('with WebRTC events masked its end cannot be told', () => {
  expect(
    story()
      .description(2 * SECOND, 'remote', 'offer')
      .inShort('peerconnection'),
  ).toEqual(['undecidable']);
});

test('one from before the log has no beginning', () => {
  const log = new LivesStory().webrtc(SECOND, 1, { ice: 'connected' }).hungUp(9 * SECOND, 'DTLS alert');
  expect(log.inShort('peerconnection')).toEqual(['from before ended told dtls-alert']);
});

test.each([
  ['192.0.2.2:4000 [host,udp] <-> 198.51.100.7:5000 [prflx,udp]', []],
  ['192.0.2.2:4000 [host,udp] <-> 198.51.100.7:5000 [relay,udp]', ['relayed']],
  ['2001:db8::1:4000 [host,tcp] <-> 2001:db8::2:5000 [host,tcp]', ['overTcp', 'overIpv6']],
])('the candidates of %s', (pair, kinds) => {
  const log = new LivesStory()
    .started(0)
    .attached(SECOND, 'echotest')
    .connected(2 * SECOND)
    .webrtc(3 * SECOND, 4, { 'selected-pair': '192.0.2.2:1 [relay,tcp] <-> 192.0.2.7:2 [host,udp]' })
    .webrtc(4 * SECOND, 4, { 'selected-pair': pair })
    .webrtc(5 * SECOND, 4, { 'selected-pair': '1 <-> 2' });
  const { stage } = analysed(log.bytes).lives;
  const connection = Array.from({ length: stage.lives.count }, (_, k) => k).find(
    (life) => (stage.lives.marks(life) & Mark.paired) !== 0,
  );
  const marks = stage.lives.marks(connection ?? 0);
  const told = (['relayed', 'overTcp', 'overIpv6'] as const).filter((kind) => (marks & Mark[kind]) !== 0);
  expect(told).toEqual(kinds);
});
