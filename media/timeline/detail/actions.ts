/** What the detail area can have done: asked of the extension, or shown elsewhere on the page. */
import type { Outcome } from '../../../src/analysis/lanes/protocol.js';
import type { RoomAnswer } from '../../../src/analysis/lanes/requests.js';
import type { Ladder, LifeDetail } from '../../../src/analysis/requests/life-details.js';
import type {
  EventFilter,
  EventPage,
  SessionDetail,
  StatisticsPage,
  WebrtcPage,
} from '../../../src/analysis/requests/timeline-details.js';
import type { Bookmark } from '../state/bookmarks.js';
import { dateAndTime } from '../../../src/words/times.js';
import { moment, type Zone } from '../../../src/words/clocks.js';

export interface DetailActions {
  detail(session: number): Promise<SessionDetail>;
  /** One life by its number among all, sessions first. */
  life(life: number): Promise<LifeDetail>;
  /** What a PeerConnection went through. */
  way(life: number): Promise<WebrtcPage>;
  /** The messages of a call. */
  ladder(life: number): Promise<Ladder>;
  /** Who is in a room at a time, µs since the Unix epoch; null: at the end of the log. */
  room(place: number, at: number | null): Promise<RoomAnswer>;
  events(session: number, filter: EventFilter, from: number): Promise<EventPage>;
  webrtc(session: number, from: number): Promise<WebrtcPage>;
  statistics(session: number, from: number, buckets: number): Promise<StatisticsPage>;
  json(offset: number, length: number): Promise<string>;
  /** Opens the log at an event. */
  open(offset: number, length: number): void;
  /** Opens the log where the session ended. */
  openSession(session: number): void;
  /** Opens the events of the session alone as a document. */
  showEvents(session: number): void;
  /** Selects another session and brings it into view. */
  goToSession(session: number): void;
  /** Lights the sessions of the same transport connection on the canvas. */
  lightConnection(session: number): void;
  /** Opens the page about a cause, or (null) about all ways of ending. */
  explain(cause: string | null): void;
  /** Selects a session or a stay, and brings it before the eyes. */
  select(life: number): void;
  copy(text: string): void;
  close(): void;
  /** Moves the time cursor of the canvas; µs since the Unix epoch. */
  moveCursor(at: number): void;
  clearRange(): void;
  bookmarks(): readonly Bookmark[];
  /** Sets a bookmark, or removes the one there is at the same time of the same session. */
  toggleBookmark(bookmark: Bookmark): void;
  goToBookmark(bookmark: Bookmark): void;
}

/** The session that is looked at, as far as the lanes know it, and how times are written. */
export interface Looked {
  /** Number among all lives. */
  readonly session: number;
  /** It is a stay in a room. */
  readonly isStay: boolean;
  readonly emitter: string;
  readonly id: string;
  readonly instance: number;
  /** Who it is; '' where only the id tells. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Start of the session and of the log, µs since the Unix epoch. */
  readonly start: number;
  readonly origin: number;
  readonly zone: Zone;
}

/** A stretch of time, µs since the Unix epoch. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A time as the zone writes it, to the ms; elapsed times since the log began. `at` in µs since the Unix epoch. */
export function timeText({ origin, zone }: Pick<Looked, 'origin' | 'zone'>, at: number): string {
  return zone === 'elapsed' ? moment(at - origin, 0, zone, 3) : moment(at, 0, zone, 3);
}

/** The same with its date and zone: where a pane or a tooltip begins to tell of times. */
export const datedTime = (by: Pick<Looked, 'origin' | 'zone'>, at: number): string => dateAndTime(at, by);
