/** What crosses between the extension host and the worker thread of a live session. */
import * as z from 'zod/mini';
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

/** Extension host → worker. `start` comes once. */
export const ToLiveWorker = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    profile: LiveProfile,
    /** The password that belongs to the profile's user; in no message that comes back. */
    secret: z.nullable(z.string()),
    capture: CaptureSettings,
  }),
  /** Takes no more, writes what is under way, says that it has stopped and exits. */
  z.strictObject({ type: z.literal('stop') }),
]);
export type ToLiveWorker = z.infer<typeof ToLiveWorker>;

const State = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('running'), where: z.string() }),
  z.object({ kind: z.literal('waiting'), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('stopped') }),
]);

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

/** Worker → extension host. */
export const FromLiveWorker = z.discriminatedUnion('type', [
  /** failed and stopped come last, when everything taken is in the file and port and connections are free. */
  z.object({ type: z.literal('state'), state: State }),
  /** Something to know that stops nothing: of the capture (a full disk, a part that is going to be deleted), of the source. */
  z.object({ type: z.literal('notice'), of: z.enum(['capture', 'source']), message: z.string() }),
  /** Every second, changed or not: the worker is alive. */
  z.object({ type: z.literal('counts'), counts: LiveCounts }),
]);
export type FromLiveWorker = z.infer<typeof FromLiveWorker>;
