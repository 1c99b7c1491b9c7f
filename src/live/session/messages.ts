/** What crosses between the extension host and the worker thread of a live session. */
import * as z from 'zod/mini';
import { bytes } from '../../rpc/columns.js';
import { request, type Request } from '../../rpc/requests.js';
import { LiveProfile } from '../profile.js';

export const CaptureSettings = z.strictObject({
  path: z.string(),
  /** Events are on the disk, not only with the operating system, before they are acknowledged. */
  fsync: z.boolean(),
  /** Bytes of a part, and of all parts together. */
  maxSize: z.int().check(z.positive()),
  maxTotal: z.int().check(z.positive()),
});
export type CaptureSettings = z.infer<typeof CaptureSettings>;

/** Since the session started. */
export const LiveCounts = z.object({
  /** Events in the capture, and their bytes there. */
  events: z.int(),
  bytes: z.int(),
  messages: z.int(),
  /** Bytes that came and are no Janus event. */
  otherBytes: z.int(),
});
export type LiveCounts = z.infer<typeof LiveCounts>;

/** What is told of a session while it runs. */
const LiveNews = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('state'),
    state: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('starting') }),
      z.object({ kind: z.literal('running'), where: z.string() }),
      z.object({ kind: z.literal('waiting'), message: z.string() }),
    ]),
  }),
  /** Something to know that stops nothing: of the capture (a full disk, a part that is going to be deleted), of the source. */
  z.object({ type: z.literal('notice'), of: z.enum(['capture', 'source']), message: z.string() }),
  /** Lines that are to be kept by who asked: where there are no files, the window does. */
  z.object({ type: z.literal('captured'), lines: bytes }),
  /** Every second, changed or not: the worker is alive. */
  z.object({ type: z.literal('counts'), counts: LiveCounts }),
]);
export type LiveNews = z.infer<typeof LiveNews>;

/** How a session ended. */
const LastState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('stopped') }),
]);
export type LastState = z.infer<typeof LastState>;

/** What the extension host asks of the worker thread: to run the one session that the thread is for. */
export const LIVE_REQUESTS = {
  /**
   * Answered when everything taken is in the file and port and connections are free. Cancelled, it takes no more and writes
   * what is under way.
   */
  run: request(
    {
      profile: LiveProfile,
      /** The password that belongs to the profile's user; in nothing that comes back. */
      secret: z.nullable(z.string()),
      capture: CaptureSettings,
    },
    LastState,
    LiveNews,
  ),
};
export type LiveRequests = typeof LIVE_REQUESTS;
export type LiveRun = Request<LiveRequests, 'run'>;
