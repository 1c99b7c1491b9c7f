/** Places in time that somebody wants to find again. They are kept in the view state. */
import * as z from 'zod/mini';
import { SessionKey } from '../../../src/analysis/lanes/protocol.js';

export const Bookmark = z.object({
  /** µs since the Unix epoch. */
  at: z.number(),
  /** The session it belongs to, by what it is; null: to the log as a whole. */
  session: z.nullable(SessionKey),
  /** What is there: "webrtc · ICE connected". */
  label: z.string(),
});
export type Bookmark = z.infer<typeof Bookmark>;

export const MAX_BOOKMARKS = 500;

const same = (a: Bookmark, b: Bookmark): boolean =>
  a.at === b.at &&
  a.session?.id === b.session?.id &&
  a.session?.instance === b.session?.instance &&
  a.session?.emitter === b.session?.emitter;

export const isBookmarked = (bookmarks: readonly Bookmark[], bookmark: Bookmark): boolean =>
  bookmarks.some((each) => same(each, bookmark));

/** With the bookmark in its place in time, or without it where it was set already. */
export function toggled(bookmarks: readonly Bookmark[], bookmark: Bookmark): Bookmark[] {
  const others = bookmarks.filter((each) => !same(each, bookmark));
  if (others.length < bookmarks.length) return others;
  return [...others, bookmark].sort((a, b) => a.at - b.at).slice(0, MAX_BOOKMARKS);
}
