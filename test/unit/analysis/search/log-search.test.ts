import { expect, test } from 'vitest';
import { LogSearch } from '../../../../src/analysis/search/log-search.js';
import { quoted } from '../../../../src/lives/query/language/tokens.js';
import { analysed, LivesStory } from '../../lives/lives-story.js';
import { ID, SECOND } from '../../story.js';

const OTHER = '4154149308648163';
const HANDLE = '7700000000000002';
const CALM = '4154149308648164';

/** Anna in two rooms, her PeerConnection closed by the peer; Bert in one of them; somebody in none. */
const { report, lives } = analysed(
  new LivesStory()
    .started(0)
    .attached(SECOND, 'videoroom')
    .told(2 * SECOND, 'videoroom', { event: 'joined', room: 1234, id: 7, display: 'anna' })
    .connected(3 * SECOND)
    .webrtc(4 * SECOND, 4, { 'selected-pair': '192.0.2.1:4000 [host,udp] <-> 198.51.100.7:5000 [relay,udp]' })
    .hungUp(9 * SECOND, 'DTLS alert')
    .told(10 * SECOND, 'videoroom', { event: 'leaving', room: 1234, id: 7 }, '')
    .told(11 * SECOND, 'videoroom', { event: 'joined', room: 'daily (de)', id: 7, display: 'anna' })
    .attached(20 * SECOND, 'videoroom', HANDLE, OTHER)
    .told(21 * SECOND, 'videoroom', { event: 'joined', room: 1234, id: 8, display: 'Bert' }, HANDLE, OTHER)
    .created(30 * SECOND, CALM, 'c3')
    .session(40 * SECOND, CALM, 'destroyed', {}).bytes,
);
const ids = Array.from({ length: report.sessions.count }, (_, k) => report.sessions.id(k));
const search = new LogSearch(report, lives);

const found = (text: string, zone?: number): string[] => {
  const { hits, problem } = search.sessions({ text, zone });
  expect(problem).toBeNull();
  return ids.filter((_, k) => hits?.[k] !== 0);
};

test.each([
  ['', [ID, OTHER, CALM]],
  ['anna', [ID]],
  ['ANNA videoroom', [ID]],
  ['7700000000000002', [OTHER]],
  ['dtls-alert', [ID]],
  ['dtls-alert bert', []],
  ['1234', [ID, OTHER]],
  [CALM, [CALM]],
  ['destroyed', [CALM]],
  ['198.51.100.7', [ID]],
])('words are looked for in sessions and in what they hold: %s', (text, sessions) => {
  expect(found(text)).toEqual(sessions);
});

test.each([
  ['kind:participant name:bert', [OTHER]],
  ['kind:participant ended:told', [ID]],
  ['room:1234 name:bert', [OTHER]],
  [`room:${quoted('daily (de)')}`, [ID]],
  ['room:1234 not name:anna', [OTHER]],
  ['hangup:dtls-alert', [ID]],
  ['hangup:dtls-alert ended:open', [ID]],
  ['kind:peerconnection room:1234', [ID]],
  ['kind:peerconnection name:bert', []],
  ['user:8', [OTHER]],
  ['ip:198.51.100.*', [ID]],
  ['kind:peerconnection ip:198.51.100.7 pair:relay', [ID]],
])('of lives, sessions that hold them: %s', (text, sessions) => {
  expect(found(text)).toEqual(sessions);
});

test.each([
  ['ended:destroyed', [CALM]],
  ['ended:told', [CALM]],
  ['outcome:open', [ID, OTHER]],
  ['dur:<15s', [CALM]],
  ['plugin:videoroom', [ID, OTHER]],
  ['not plugin:videoroom', [CALM]],
  ['kind:session -anna', [OTHER, CALM]],
  ['began:+30s', [CALM]],
  ['at:+0:35 not plugin:videoroom', [CALM]],
  ['user:8 or ended:destroyed', [OTHER, CALM]],
])('of sessions, these alone: %s', (text, sessions) => {
  expect(found(text)).toEqual(sessions);
});

test('times are those of the clock that is read', () => {
  const at = report.span!.first + 35 * SECOND;
  const clock = (us: number): string => new Date(us / 1000).toISOString().slice(11, 19);
  const hour = 3_600_000_000;
  expect(found(`ended:>=${clock(at)}`)).toEqual([CALM]);
  expect(found(`ended:>=${clock(at + hour)}`, hour)).toEqual([CALM]);
  expect(found(`ended:>=${clock(at)}Z`, hour)).toEqual([CALM]);
});

test('stays are found by themselves, or with their session', () => {
  const { life } = lives.stays();
  const places = (text: string): string[] => {
    const { hits } = search.among({ text }, life);
    return [...life].filter((_, k) => hits?.[k] !== 0).map((one) => String(lives.life(one, () => null).ids.room));
  };
  expect(places('')).toEqual(['1234', 'daily (de)', '1234']);
  expect(places('room:1234')).toEqual(['1234', '1234']);
  expect(places('hangup:dtls-alert')).toEqual(['1234', 'daily (de)']);
});

test('what cannot be understood is told, and all is found', () => {
  expect(search.sessions({ text: 'anna rom:1' })).toMatchObject({ hits: null, problem: { from: 5, to: 10 } });
  expect(search.sessions({ text: 'room:' }).problem?.unfinished).toBe(true);
  expect(search.sessions({ text: 'anna' }).problem).toBeNull();
});

test.each(['way:"ended before it was up"', 'hangup:"not told"', 'hint:never-up', 'begun:>14:03', 'server:""'])(
  'filters of earlier versions are understood: %s',
  (text) => {
    expect(search.sessions({ text }).problem).toBeNull();
  },
);
