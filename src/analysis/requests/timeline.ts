/**
 * What the timeline is given to draw and what it may ask for: the protocol between the extension and its webview.
 *
 * Lanes and everything inside them are asked for by row, by session or by range, when they are looked at; `lanes/` says
 * how. Times of lanes are µs since {@link TimelineLog.origin}; everywhere else µs since the Unix epoch.
 */
import * as z from 'zod/mini';
import { TO_ANSWERER, TO_CALLER } from '../../rpc/messages.js';
import { request, type Answer, type Request } from '../../rpc/requests.js';
import { ZONES } from '../../words/clocks.js';
import { NAMES_FIRST } from '../../sessions/who.js';
import { TimelineLog, whole } from '../lanes/protocol.js';
import { LANE_REQUESTS } from '../lanes/requests.js';
import { LIFE_REQUESTS } from './life-details.js';
import { OVERVIEW_REQUESTS } from './overview-request.js';
import { LONGEST_QUERY } from '../../lives/query/language/syntax.js';
import { SEARCH_REQUESTS } from './search-requests.js';
import { DETAIL_REQUESTS } from './timeline-details.js';

export type { Outcome } from '../lanes/protocol.js';

/** What is drawn inside a lane once it is wide enough. Times are µs since origin. */
const SessionTrack = z.object({
  session: z.int(),
  handles: z.array(
    z.object({
      id: z.string(),
      plugin: z.string(),
      /** What the client called it when it attached, or ''. */
      opaqueId: z.string(),
      start: z.number(),
      /** null: still attached at the end of the session. */
      end: z.nullable(z.number()),
      /** PeerConnection up, from `webrtcup` to `hangup` or `detached`: start, end, start, end … */
      up: z.array(z.number()),
    }),
  ),
  /** Events other than media statistics: time and event type (1, 2, 8, 16, 32, 64), at most {@link MAX_TICKS}. */
  tickTimes: z.array(z.number()),
  tickTypes: z.array(z.int()),
  /** Of a stay: when its person talked and was muted, as far as that is told: start, end, start, end … */
  talking: z.array(z.number()),
  muted: z.array(z.number()),
});
export type SessionTrack = z.infer<typeof SessionTrack>;

export const MAX_TICKS = 2000;
export const MAX_TRACKS_PER_REQUEST = 200;

/**
 * What the page may ask. Each request says which revision of the log it is about: numbers of sessions, rows and offsets mean
 * something in the analysis they come from only.
 */
export const TIMELINE_REQUESTS = {
  ...LANE_REQUESTS,
  tracks: request(
    { revision: whole, sessions: z.array(whole).check(z.maxLength(MAX_TRACKS_PER_REQUEST)) },
    z.array(SessionTrack),
  ),
  ...DETAIL_REQUESTS,
  ...LIFE_REQUESTS,
  ...OVERVIEW_REQUESTS,
  ...SEARCH_REQUESTS,
};
type TimelineRequests = typeof TIMELINE_REQUESTS;
export type TimelineMethod = keyof TimelineRequests;
export type TimelineRequest<M extends TimelineMethod = TimelineMethod> = Request<TimelineRequests, M>;
export type TimelineAnswer<M extends TimelineMethod> = Answer<TimelineRequests, M>;

/** Longest text the page puts into the clipboard: an event of {@link MAX_EVENT_SHOWN} laid out on lines, and then some. */
export const MAX_COPIED = 1 << 24;

/** Pictures of the timeline: a PNG in device pixels, or an SVG. */
export const PictureFormat = z.enum(['png', 'svg']);
export type PictureFormat = z.infer<typeof PictureFormat>;

/** Which picture, and where it goes. */
export const PictureWish = z.object({ format: PictureFormat, to: z.enum(['file', 'clipboard']) });
export type PictureWish = z.infer<typeof PictureWish>;

/** Largest picture that goes to the extension, bytes: several times what the largest screens need. */
export const MAX_PICTURE = 1 << 26;

/**
 * Why there is no picture: the table is shown, the log is not there (yet), the picture is too large to be saved
 * ({@link MAX_PICTURE}) or copied as text ({@link MAX_COPIED}), the clipboard did not take it, or the browser could not
 * make it.
 */
export const NoPicture = z.enum(['table', 'no-log', 'too-large', 'too-long-to-copy', 'clipboard', 'failed']);
export type NoPicture = z.infer<typeof NoPicture>;

/** Webview → extension. Refused and logged when the shape is another. */
export const FromTimeline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  ...TO_ANSWERER,
  /** A session was selected (or deselected) by hand. */
  z.strictObject({ type: z.literal('selected'), session: z.nullable(z.int().check(z.nonnegative())) }),
  /** Open the log at this event: Enter, double click or a link. `preserveFocus` keeps the hands in the timeline. */
  z.strictObject({
    type: z.literal('open'),
    offset: z.int().check(z.nonnegative()),
    length: z.int().check(z.nonnegative()),
    preserveFocus: z.boolean(),
  }),
  /** Open the log where the session ended, or where it was created when it is still open. */
  z.strictObject({
    type: z.literal('openSession'),
    session: z.int().check(z.nonnegative()),
    preserveFocus: z.boolean(),
  }),
  /** Open the events of a session alone as a document. */
  z.strictObject({ type: z.literal('showEvents'), session: z.int().check(z.nonnegative()) }),
  z.strictObject({ type: z.literal('copy'), text: z.string().check(z.maxLength(MAX_COPIED)) }),
  /** What was to be copied is longer than {@link MAX_COPIED}. */
  z.strictObject({ type: z.literal('tooLongToCopy') }),
  z.strictObject({
    type: z.literal('savePicture'),
    format: PictureFormat,
    bytes: z.instanceof(Uint8Array).check(z.refine((bytes) => bytes.length <= MAX_PICTURE)),
  }),
  z.strictObject({ type: z.literal('pictureCopied') }),
  z.strictObject({ type: z.literal('noPicture'), reason: NoPicture }),
  /** Show the page that explains a cause, or (null) all ways of ending. */
  z.strictObject({ type: z.literal('help'), cause: z.nullable(z.string().check(z.maxLength(64))) }),
  /** Ask for a time to go to. */
  z.strictObject({ type: z.literal('askTime') }),
  /** Show the saved filters, to be applied, removed, or added to: the query of now. */
  z.strictObject({ type: z.literal('filters'), query: z.string().check(z.maxLength(LONGEST_QUERY)) }),
  /** Times are to be told by another clock, in every pane. */
  z.strictObject({ type: z.literal('clock'), zone: z.enum(ZONES) }),
  /** Show what the search understands. */
  z.strictObject({ type: z.literal('explainSearch') }),
  /** Something went wrong in the page: for the output channel. */
  z.strictObject({ type: z.literal('problem'), message: z.string().check(z.maxLength(4096)) }),
]);
export type FromTimeline = z.infer<typeof FromTimeline>;

/** Extension → webview. */
export const ToTimeline = z.discriminatedUnion('type', [
  /** Analysis under way; percent is null where the size is unknown. */
  z.object({ type: z.literal('loading'), name: z.string(), percent: z.nullable(z.number()) }),
  z.object({ type: z.literal('failed'), name: z.string(), message: z.string() }),
  /** Another analysis of the log: the lanes are asked for anew. */
  z.object({ type: z.literal('log'), log: TimelineLog }),
  ...TO_CALLER,
  /** Select a session from outside (cursor in the log, tree, Go to Session…) and bring it into view. */
  z.object({ type: z.literal('reveal'), session: z.int(), focus: z.boolean() }),
  /** Go to a time as somebody wrote it, of the clock that the page shows. */
  z.object({ type: z.literal('time'), text: z.string() }),
  /** Show what a query finds. */
  z.object({ type: z.literal('filter'), query: z.string() }),
  /** How people want to be told: settings that all panes share. */
  z.object({ type: z.literal('preferences'), names: z.enum(NAMES_FIRST), zone: z.enum(ZONES) }),
  /** Take a picture of what is shown, as soon as it is. */
  z.object({ type: z.literal('picture'), wish: PictureWish }),
]);
export type ToTimeline = z.infer<typeof ToTimeline>;
