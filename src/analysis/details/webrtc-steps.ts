/** The life of a session's PeerConnections, read from its JSEP, WebRTC and media events a page at a time. */
import { EventType, MediaSubtype } from '../../events/types.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { Ranges } from '../../sources/ranges.js';
import { readEvents } from '../event-texts/event-texts.js';
import { bodyOf, type Body, isBody, word } from '../event-texts/event-words.js';
import { sdpSummary } from './sdp.js';
import { chooser, pageOf, placeOf, type EventPlace } from '../event-texts/session-events.js';
import type { WebrtcPage, WebrtcStep } from '../requests/timeline-details.js';

const MAX_STEPS = 1000;

/** The steps from the `from`th of the session's WebRTC events on. */
export async function webrtcPage(facts: Facts, ranges: Ranges, events: Uint32Array, from: number): Promise<WebrtcPage> {
  const { table } = facts;
  const ofSteps = stepsAmong(table, events);
  const page = pageOf(table, ofSteps, from, MAX_STEPS);
  const places = Array.from(page, (event) => placeOf(facts, event));
  const texts = await readEvents(ranges, places);
  const steps = places.flatMap((place, k) => {
    const text = texts[k] ?? null;
    const body = text === null ? null : bodyOf(text);
    const step = isBody(body) ? stepOf(table.type(page[k]!), place, body) : null;
    return step ?? [];
  });
  const next = from + page.length;
  return { steps, next: next < ofSteps.length ? next : null };
}

const stepsAmong = chooser((table, event) => {
  const type = table.type(event);
  if (type === EventType.media) return table.subtype(event) !== MediaSubtype.stats;
  return type === EventType.jsep || type === EventType.webrtc;
});

function stepOf(type: number, place: EventPlace, body: Body): WebrtcStep | null {
  if (type === EventType.jsep) return sdpStep(place, body);
  return type === EventType.media ? mediaStep(place, body) : webrtcStep(place, body);
}

function sdpStep(place: EventPlace, { owner, jsep }: Body): WebrtcStep | null {
  if (!isBody(jsep)) return null;
  return {
    kind: 'sdp',
    ...place,
    owner: word(owner) ?? 'unknown',
    type: word(jsep.type) ?? 'SDP',
    summary: typeof jsep.sdp === 'string' ? sdpSummary(jsep.sdp) : null,
  };
}

function mediaStep(place: EventPlace, body: Body): WebrtcStep | null {
  const medium = { medium: word(body.media) ?? 'medium', mid: word(body.mid) };
  if (typeof body.receiving === 'boolean') return { kind: 'receiving', ...place, ...medium, on: body.receiving };
  const direction = word(body.slow_link);
  if (direction === null) return null;
  const lost = typeof body.lost_lastsec === 'number' ? body.lost_lastsec : null;
  return { kind: 'slow-link', ...place, ...medium, direction, lost };
}

function webrtcStep(place: EventPlace, body: Body): WebrtcStep | null {
  const ice = word(body.ice);
  if (ice !== null) return { kind: 'ice', ...place, state: ice };
  const dtls = word(body.dtls);
  if (dtls !== null) return { kind: 'dtls', ...place, state: dtls };
  for (const side of ['local', 'remote'] as const) {
    const candidate = body[`${side}-candidate`];
    if (typeof candidate === 'string') return { kind: 'candidate', ...place, side, text: candidate.slice(0, 400) };
  }
  const pair = body['selected-pair'];
  if (typeof pair === 'string') return { kind: 'pair', ...place, text: pair.slice(0, 400) };
  if (body.connection === 'webrtcup') return { kind: 'up', ...place };
  if (body.connection === 'hangup') return { kind: 'hangup', ...place, reason: word(body.reason) ?? '' };
  return null;
}
