import { describe, expect, test } from 'vitest';
import { UTC } from '../../../../src/lives/query/language/moments.js';
import { queryOf } from '../../../../src/lives/query/query.js';
import type { Subject } from '../../../../src/lives/query/subjects/subject.js';
import { QueryError } from '../../../../src/lives/query/language/tokens.js';
import { KIND_NAMES } from '../../../../src/lives/registry.js';

/** 14:03:20 UTC. */
const BEGUN = Date.UTC(2026, 10, 23, 14, 3, 20) * 1000;
const SECOND = 1_000_000;

const anna: Subject = {
  kind: 'videoroom-participant',
  state: 'ended',
  told: false,
  flagged: true,
  wasUp: false,
  cause: 'joined-again',
  certainty: 'certain',
  finding: 'joined-again',
  outcome: 'silent',
  ending: 'transport-gone',
  from: BEGUN,
  to: BEGUN + 95 * SECOND,
  events: null,
  quality: 2.5,
  emitter: 'janus-1',
  version: '1.1.2',
  plugin: 'videoroom',
  transport: 'websockets',
  addresses: ['192.0.2.2'],
  rooms: ['1234'],
  displays: ['Anna "Ann" Ä'],
  opaqueIds: ['client-17'],
  sessionId: '4154149308648162',
  handleId: '77',
  userId: '9007199254740993',
  ids: ['4154149308648162', '77', '1234', '9007199254740993'],
  reason: 'No event told the end: its PeerConnection lost its way (ICE failed).',
  hangup: null,
  way: null,
  pair: [],
  ice: [],
  says: () => false,
  saysItself: () => false,
  holds: () => false,
};

const TEXT = 'videoroom-participant janus-1 Anna "Ann" Ä 4154149308648162 77 1234 9007199254740993';
const KNOWN = { kinds: KIND_NAMES, clock: UTC };

/** Whether a query finds anna, as she is or a little other; `text`: what she says. */
function finds(query: string, other: Partial<Subject> & { text?: string } = {}, known = KNOWN): boolean {
  const { text = TEXT, ...rest } = other;
  const subject: Subject = { ...anna, ...rest, says: (word) => word.isIn(text), holds: (test) => test(subject) };
  return queryOf(query, known)(subject);
}

const problem = (query: string): QueryError => {
  try {
    queryOf(query, KNOWN);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`"${query}" is understood.`);
};

test.each([
  '',
  '  ',
  'anna',
  'ANNA 1234',
  '"ann" videoroom',
  'kind:participant room:1234 ended:untold quality:<3 reason:"ICE failed" ip:192.0.2.2 dur:>30s not plugin:echotest',
  'kind:videoroom',
  'kind:session,participant',
  'at:14:03',
  'at:14:04:10',
  'at:14:00..14:10',
  'at:>=14:04',
  'at:<14:04',
  'at:23:59..14:04',
  'begun:23:59..14:03',
  'at:2026-11-23',
  'at:2026-11-23T14:03:30Z',
  `at:${String(BEGUN + SECOND)}`,
  'begun:14:03',
  'begun:>=14:03 begun:<14:04',
  'ended:14:04',
  'ended:silent',
  'ended:transport-gone',
  'outcome:silent',
  'began:14:03',
  'at:2026-11-23T14:03..14:10',
  'at:2026-11-23T15:04:10+01:00',
  'opaque:client-17 display:anna* version:1.1.*',
  'finding:joined-again',
  'ended:>2026-11-22',
  'dur:1min..2min',
  'dur:1min35s',
  'dur:95',
  'dur:<=95s',
  'is:flagged is:ended is:hinted',
  'cause:joined-again',
  'cause:joined*',
  'reason:"joined again"',
  'reason:ice-failed',
  'hint:joined-again',
  'certainty:certain',
  'room:12*',
  'name:ä',
  'user:9007199254740993',
  'session:41* handle:77',
  'id:1234',
  'transport:WebSockets',
  'ip:192.0.*',
  'ip:192.0.2.0/24',
  'ip:[::ffff:192.0.2.2]',
  'ip:0.0.0.0/0',
  'server:janus-1',
  'quality:2..3',
  'room:99 or room:1234',
  'room:99 or (kind:participant is:flagged)',
  'not (room:99 or is:open)',
  '-room:99',
  'anna and room:1234',
])('finds her: %s', (query) => {
  expect(finds(query)).toBe(true);
});

test.each([
  'bert',
  'anna bert',
  'kind:session',
  'at:14:05',
  'at:13:59..14:02',
  'at:>14:05',
  'at:<14:03',
  'at:23:59..14:02',
  'at:2026-11-24',
  'begun:<14:03',
  'ended:told',
  'ended:14:03',
  'dur:<95s',
  'dur:>2min',
  'is:open',
  'is:up',
  'room:123',
  'user:9007199254740992',
  'session:54*',
  'quality:>3',
  'events:>0',
  'ip:192.0.2.4/30',
  'ip:::/0',
  'not anna',
  '-kind:participant',
])('does not find her: %s', (query) => {
  expect(finds(query)).toBe(false);
});

test('what goes on is there until the end of the log', () => {
  expect(finds('at:23:59', { state: 'open', from: BEGUN, to: BEGUN + 86_400 * SECOND })).toBe(true);
});

test('a time of day is that of any day', () => {
  const twoDays = { from: BEGUN, to: BEGUN + 2 * 86_400 * SECOND };
  expect(finds('at:14:00', twoDays)).toBe(true);
  expect(finds('at:2026-11-23T14:00', twoDays)).toBe(false);
});

test('ids are exact beyond what a number holds, and stars are no patterns of their own', () => {
  expect(finds('room:1.*', { rooms: ['1.5'] })).toBe(true);
  expect(finds('room:1.*', { rooms: ['1234'] })).toBe(false);
});

test.each([
  ['::ffff:192.0.2.7', 'ip:192.0.2.7'],
  ['::ffff:192.0.2.7', 'ip:192.0.2.0/29'],
  ['2001:DB8:0:1::7', 'ip:2001:db8::/48'],
  ['2001:db8::7', 'ip:2001:db8:0:0:0:0:0:0/125'],
  ['fe80::1%eth0', 'ip:fe80::1'],
])('an address is the same however it is written: %s for %s', (address, query) => {
  expect(finds(query, { addresses: [address] })).toBe(true);
});

test.each([
  ['2001:db8::7', 'ip:2001:db8::/126'],
  ['192.0.2.7', 'ip:::ffff:0:0/96'],
  ['client.example', 'ip:0.0.0.0/0'],
])('no other address is: %s for %s', (address, query) => {
  expect(finds(query, { addresses: [address] })).toBe(false);
});

describe('what cannot be understood is said at once, and where', () => {
  test.each([
    ['rom:1234', /There is no operator "rom"\. Did you mean "room:"\?.* put it into quotation marks\./, [0, 8]],
    ['foo:1', /There is no operator "foo"\. There are: at, began, cause,.* put it into quotation marks\./, [0, 5]],
    ['anna rom:1', /no operator "rom"/, [5, 10]],
    ['kind:people', /"kind:" takes one of session, handle,/, [0, 11]],
    ['is:dead', /"is:" takes open, ended, undecidable, flagged, hinted, up\./, [0, 7]],
    ['ended:maybe', /"ended:" takes one of told, untold, open,.* or a time as 14:03/, [0, 11]],
    ['at:noon', /"at:" takes a time as 14:03/, [0, 7]],
    ['at:14:03..2026-11-23', /"at:" takes a time/, [0, 20]],
    ['at:25:00', /"at:" takes a time/, [0, 8]],
    ['dur:>long', /"dur:" takes a duration as 30s/, [0, 9]],
    ['dur:5weeks', /"dur:" takes a duration/, [0, 10]],
    ['quality:4..2', /"quality:" takes a number/, [0, 12]],
    ['dur:1h..1s', /"dur:" takes a duration/, [0, 10]],
    ['quality:good', /"quality:" takes a number/, [0, 12]],
    ['room:', /"room:" needs a value/, [0, 5]],
    ['ip:10.0.0.0/33', /"ip:" takes an address as 192\.0\.2\.7/, [0, 14]],
    ['ip:anna/8', /"ip:" takes an address/, [0, 9]],
    ['ip:::1::/8', /"ip:" takes an address/, [0, 10]],
    ['ip:10.0.0.*/8', /"ip:" takes an address/, [0, 13]],
    ['room:a*b*c*d*e*f*g', /at most 5 stars/, [0, 18]],
    ['"anna', /quotation mark is not closed/, [0, 5]],
    ['(anna', /"\(" is not closed/, [0, 1]],
    ['anna)', /no "\(" that this "\)" closes/, [4, 5]],
    ['not', /"not" needs something/, [3, 3]],
    ['anna or', /Something is missing here/, [7, 7]],
    ['()', /Something is missing here/, [1, 2]],
    [`${'('.repeat(50)}a${')'.repeat(50)}`, /nested too deep/, [20, 21]],
    ['a '.repeat(2000), /too long/, [2000, 4000]],
  ])('%s', (query, message, [from, to]) => {
    const found = problem(query);
    expect(found.message).toMatch(message);
    expect([found.from, found.to]).toEqual([from, to]);
  });
});

test('a text with a colon is looked for in quotation marks, and a time needs none', () => {
  expect(finds('"a:b"', { text: 'x a:b y' })).toBe(true);
  expect(finds('14:03', { text: '14:03' })).toBe(true);
});
