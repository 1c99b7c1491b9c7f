// The kinds of traffic that logs are made of. What they write depends on the size alone.
import { callsOf } from './calls.mjs';
import { httpEvents } from './http.mjs';
import { mediaEvents } from './media.mjs';

/** @typedef {import('./events.mjs').Mix} Mix */

/** A minute at least, and up to five. */
const minutes = (/** @type {import('./events.mjs').Random} */ random) => 60 + random(240);
/** Of every length: most short, some of an hour. */
const every = (/** @type {import('./events.mjs').Random} */ random) => 1 + Math.floor(4 ** (random(5900) / 1000));

/** @type {readonly Mix[]} */
export const MIXES = [
  { name: 'media', what: '250 calls of minutes; nearly all are statistics', events: mediaEvents },
  {
    name: 'calls',
    what: '300 calls of every length; four fifths are statistics',
    events: () =>
      callsOf({ calls: 300, seconds: every, candidates: (r) => 3 + r(9), codecs: (r) => 5 + r(60), chatter: 20 }),
  },
  {
    name: 'churn',
    what: 'sessions of seconds that carry no media',
    events: () => callsOf({ calls: 300, seconds: (r) => r(6), candidates: () => 0, codecs: () => 0, media: false }),
  },
  {
    name: 'signalling',
    what: 'calls that end as soon as they are up: SDP, candidates, words of plugins',
    events: () =>
      callsOf({ calls: 300, seconds: (r) => r(5), candidates: (r) => 6 + r(20), codecs: (r) => 5 + r(90), chatter: 2 }),
  },
  { name: 'http', what: 'sessions over HTTP with a request each second', events: httpEvents },
  {
    name: 'two-servers',
    what: 'two servers, their events mixed',
    events: () =>
      callsOf({
        calls: 300,
        seconds: minutes,
        candidates: (r) => 3 + r(9),
        codecs: (r) => 5 + r(60),
        emitters: ['janus-a', 'janus-b'],
        chatter: 20,
      }),
  },
];
