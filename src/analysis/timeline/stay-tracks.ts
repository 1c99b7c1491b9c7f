/** What is drawn inside a stay: when its person published or watched, talked, was muted. */
import { EventType } from '../../events/types.js';
import type { Lives } from '../../lives/lives.js';
import { KINDS } from '../../lives/registry.js';
import { sessionOf } from '../../lives/stays.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { LogReport } from '../../sessions/log-report.js';
import type { Ranges } from '../../sources/ranges.js';
import { readEvents, type EventSpan } from '../event-texts/event-texts.js';
import { bodyOf, isBody, word } from '../event-texts/event-words.js';
import type { SessionTrack } from '../requests/timeline.js';

/** Events read for one stay, and for all of an answer: nobody sees more on a screen. */
const MOST_OF_STAY = 400;
const MOST_OF_ALL = 4000;
/** Spans of publishing of one stay. */
const MOST_SPANS = 200;
/** A longer plugin event tells of something else than talking, bytes. */
const LONGEST = 4096;

export interface Judged {
  readonly report: LogReport;
  readonly facts: Facts;
  readonly lives: Lives;
  readonly ranges: Ranges;
}

/** Events of one handle that may tell of talking and muting. */
interface StayEvents {
  readonly track: SessionTrack;
  readonly until: number;
  readonly at: number[];
  readonly places: EventSpan[];
}

/** `stays` by their numbers among all lives; times in µs since `origin`. */
export async function stayTracks(judged: Judged, stays: readonly number[], origin: number): Promise<SessionTrack[]> {
  const ofStays = stays.map((life) => eventsIn(judged, life, origin));
  const places = ofStays.flatMap(({ places }) => places).slice(0, MOST_OF_ALL);
  const texts = await readEvents(judged.ranges, places, LONGEST);
  let read = 0;
  for (const ofStay of ofStays) {
    const own = texts.slice(read, read + ofStay.places.length);
    read += ofStay.places.length;
    fillStates(ofStay, own);
  }
  return ofStays.map(({ track }) => track);
}

function eventsIn({ report, facts, lives }: Judged, life: number, origin: number): StayEvents {
  const { stage } = lives;
  const { table } = facts;
  const sessions = report.sessions.count;
  const number = life - sessions;
  const stay = lives.life(life, () => null);
  const start = stay.firstAt - origin;
  const until = (stay.endedAt ?? report.span?.last ?? stay.firstAt) - origin;
  const plugin = stay.kind.slice(0, stay.kind.indexOf('-'));
  const end = stay.endedAt === null ? null : Math.max(start, until);
  const up = spansOf(lives, number, start, until, origin);
  const handle = { id: String(stay.ids.handle_id ?? ''), plugin, opaqueId: '', start, end, up };
  const track: SessionTrack = {
    ...{ session: life, handles: [handle], tickTimes: [], tickTypes: [], talking: [], muted: [] },
  };
  const session = sessionOf(stage, number);
  const own = table.handle(stage.lifeFacts.event(stage.lives.fact(number)));
  const events = session < 0 || own < 0 ? [] : report.sessions.eventsOf(session);
  const at: number[] = [];
  const places: EventSpan[] = [];
  for (const event of events) {
    if (table.type(event) !== EventType.plugin || table.handle(event) !== own) continue;
    const when = table.at(event) - origin;
    if (when < start || when > until) continue;
    track.tickTimes.push(when);
    track.tickTypes.push(EventType.plugin);
    if (places.length === MOST_OF_STAY) break;
    at.push(when);
    places.push({ offset: table.offset(event), length: table.length(event) });
  }
  return { track, until, at, places };
}

/** When somebody published; of those who cannot, when the PeerConnection was up. */
function spansOf({ stage, holding }: Lives, life: number, from: number, to: number, origin: number): number[] {
  const { lives, facts } = stage;
  const handle = lives.holder(life);
  if (handle < 0) return [];
  const publications: number[] = [];
  const connections: number[] = [];
  for (const child of holding().within(handle)) {
    const kind = kindName(stage, child);
    const begins = kind === 'peerconnection' ? lives.up(child) : stage.lifeFacts.event(lives.fact(child));
    if (begins < 0 || (kind !== 'peerconnection' && kind !== 'videoroom-publication')) continue;
    const start = Math.max(from, facts.table.at(begins) - origin);
    const ended = lives.endedAt(child);
    const end = Number.isNaN(ended) ? to : Math.min(to, ended - origin);
    const spans = kind === 'peerconnection' ? connections : publications;
    if (end > start && spans.length < 2 * MOST_SPANS) spans.push(start, end);
  }
  return kindName(stage, life) === 'videoroom-participant' ? publications : connections;
}

function kindName({ lives }: Lives['stage'], life: number): string {
  return KINDS.list[lives.kind(life)]!.kind;
}

/** Words of `janus_videoroom.c` and `janus_audiobridge.c`; the latter's `joined` and `configured` say who is muted. */
function fillStates({ track, until, at }: StayEvents, texts: readonly (string | null)[]): void {
  const open: { talking: number | null; muted: number | null } = { talking: null, muted: null };
  const set = (state: 'talking' | 'muted', on: boolean, when: number): void => {
    const since = open[state];
    if (on && since === null) open[state] = when;
    if (on || since === null) return;
    track[state].push(since, when);
    open[state] = null;
  };
  for (const [k, text] of texts.entries()) {
    const body = text === null ? null : bodyOf(text);
    const data = isBody(body) && isBody(body.data) ? body.data : null;
    if (data === null) continue;
    const said = word(data.videoroom) ?? word(data.audiobridge);
    if (said === 'talking' || said === 'stopped-talking') set('talking', said === 'talking', at[k]!);
    if (typeof data.muted === 'boolean') set('muted', data.muted, at[k]!);
  }
  set('talking', false, until);
  set('muted', false, until);
}
