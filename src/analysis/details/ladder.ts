/**
 * The messages of a call in their order, each from one column to the next: one side, Janus, the other side. What they say
 * is in the events of the two handles (`janus_sip.c`, `janus_videocall.c`, `janus_nosip.c`, `ice.c`).
 */
import { EventType, isPeerConnection } from '../../events/types.js';
import type { Lives } from '../../lives/lives.js';
import { sessionOf } from '../../lives/stays.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { LogReport } from '../../sessions/log-report.js';
import type { Ranges } from '../../sources/ranges.js';
import { readEvents } from '../event-texts/event-texts.js';
import { type Body, bodyOf, isBody, word } from '../event-texts/event-words.js';
import { placeOf } from '../event-texts/session-events.js';
import { JANUS, OTHER_SIDE, THIS_SIDE, type Ladder, type LadderStep } from '../requests/life-details.js';

interface Judged {
  readonly report: LogReport;
  readonly facts: Facts;
  readonly lives: Lives;
  readonly ranges: Ranges;
}

/** What belongs to a call comes this much before its beginning, its offer, and behind its end, µs. */
const BEFORE = 500_000;
const BEHIND = 1_000_000;
/** Messages told of one call. */
const MOST = 200;
const LONGEST = 200;
/** Header of a SIP message, also in its compact form (RFC 3261, 7.3.3). */
const CALL_ID = /[\r\n](?:Call-ID|i)[ \t]*:[ \t]*([^\r\n \t]+)/i;

/** What a client asked Janus for; everything else Janus told the client. */
const ASKED: ReadonlySet<string> = new Set(['calling', 'declined', 'processed']);

/** `number` among all lives, sessions first; nothing where it is no call. */
export async function ladderOf({ report, facts, lives, ranges }: Judged, number: number): Promise<Ladder> {
  const { stage } = lives;
  const { table } = facts;
  const own = number - report.sessions.count;
  if (!(number < lives.count)) throw new Error(`There is no life number ${String(number)} in this log.`);
  if (own < 0 || !lives.kinds[lives.kindOf(number)]!.endsWith('-call')) return { paired: false, steps: [], more: 0 };
  const from = stage.firstAt(own) - BEFORE;
  const ended = stage.lives.endedAt(own);
  const to = Number.isNaN(ended) ? Infinity : ended + BEHIND;
  const told: { readonly event: number; readonly side: number }[] = [];
  const gather = (life: number, side: number): void => {
    const handle = table.handle(stage.lifeFacts.event(stage.lives.fact(life)));
    const session = sessionOf(stage, life);
    if (session < 0 || handle < 0) return;
    for (const event of report.sessions.eventsOf(session)) {
      const at = table.at(event);
      if (
        table.handle(event) === handle &&
        at >= from &&
        at <= to &&
        isTelling(table.type(event), table.subtype(event))
      )
        told.push({ event, side });
    }
  };
  gather(own, THIS_SIDE);
  const other = stage.lives.otherHolder(own);
  if (other >= 0) gather(other, OTHER_SIDE);
  told.sort((a, b) => table.at(a.event) - table.at(b.event));
  const shown = told.slice(0, MOST);
  const places = shown.map(({ event }) => placeOf(facts, event));
  const texts = await readEvents(ranges, places);
  const bodies = texts.map((text) => (text === null ? null : bodyOf(text)));
  const place = stage.lifeFacts.place(stage.lives.fact(own));
  const callId = place < 0 ? null : stage.lifeFacts.places.text(place);
  const next = bodies.findIndex((body, k) => places[k]!.at > ended && isOfOther(body, callId));
  const steps = shown.slice(0, next < 0 ? shown.length : next).flatMap(({ event, side }, k): LadderStep[] => {
    const body = isOfOther(bodies[k], callId) ? null : bodies[k];
    const step = isBody(body) ? stepOf(table.type(event), body, side, other >= 0) : null;
    const { at, offset, length } = places[k]!;
    return step === null ? [] : [{ at, offset, length, ...step }];
  });
  return { paired: other >= 0, steps, more: next < 0 ? told.length - shown.length : 0 };
}

/** Whether an event names another call: the events after it belong to that call. */
function isOfOther(body: unknown, callId: string | null): boolean {
  if (callId === null || !isBody(body) || !isBody(body.data)) return false;
  const { 'call-id': own, sip } = body.data;
  const named = word(own) ?? (typeof sip === 'string' ? (CALL_ID.exec(sip)?.[1] ?? null) : null);
  return named !== null && named !== callId;
}

const isTelling = (type: number, subtype: number): boolean =>
  type === EventType.plugin || type === EventType.jsep || (type === EventType.webrtc && isPeerConnection(subtype));

type Step = Pick<LadderStep, 'from' | 'to' | 'text'>;

function stepOf(type: number, body: Body, side: number, paired: boolean): Step | null {
  const asked = (text: string): Step => ({ from: side, to: JANUS, text });
  const answered = (text: string): Step => ({ from: JANUS, to: side, text });
  if (type === EventType.jsep) {
    const kind = isBody(body.jsep) ? word(body.jsep.type) : null;
    if (kind === null) return null;
    return word(body.owner) === 'remote' ? asked(`SDP ${kind}`) : answered(`SDP ${kind}`);
  }
  if (type === EventType.webrtc) {
    if (body.connection === 'webrtcup') return { from: side, to: side, text: 'webrtcup' };
    if (body.connection !== 'hangup') return null;
    return { from: side, to: side, text: ['hangup', word(body.reason) ?? ''].join(' ').trim() };
  }
  const { data } = body;
  if (!isBody(data)) return null;
  const what = word(data.event);
  if (what === null) return null;
  if (what === 'sip-in' || what === 'sip-out') return sipStep(what, data, side, paired);
  const more = [data.code, data.reason, data.type, what === 'calling' ? data.callee : null, data.username]
    .map(word)
    .filter((part) => part !== null);
  const text = [what, ...more].join(' ').slice(0, LONGEST);
  // `accepted` without a name: the client accepts a call that came in; with one: that person accepted the client's.
  const accepts = what === 'accepted' && data.username === undefined;
  return accepts || ASKED.has(what) ? asked(text) : answered(text);
}

/** The first line of a SIP message; keep-alives and registrations are no part of a call. */
function sipStep(what: string, { sip }: Body, side: number, paired: boolean): Step | null {
  if (typeof sip !== 'string') return null;
  const line = sip
    .slice(0, LONGEST)
    .split(/[\r\n]/, 1)[0]!
    .replace(/ SIP\/2\.0$/, '');
  if (line === '' || /^(?:REGISTER|OPTIONS|SUBSCRIBE|PUBLISH) /.test(line)) return null;
  // Both sides are clients of this server: what goes between them goes from Janus to Janus.
  if (paired) return { from: JANUS, to: JANUS, text: line };
  const peer = side === THIS_SIDE ? OTHER_SIDE : THIS_SIDE;
  return what === 'sip-out' ? { from: JANUS, to: peer, text: line } : { from: peer, to: JANUS, text: line };
}
