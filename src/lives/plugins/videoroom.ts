import type { PluginData, Vocabulary } from '../engine/vocabulary.js';

/** What `janus_videoroom.c` tells event handlers. `leaving`, `kicked`, `unpublished` come without session and handle. */
export const VIDEOROOM: Vocabulary = {
  plugin: 'janus.plugin.videoroom',
  words: {
    created: { place: 'room' },
    destroyed: { place: 'room' },
    joined: { place: 'room', who: 'id', text: 'display' },
    configured: { place: 'room', who: 'id' },
    published: { place: 'room', who: 'id', text: 'display' },
    unpublished: { place: 'room', who: 'id' },
    leaving: { place: 'room', who: 'id', text: 'display' },
    kicked: { place: 'room', who: 'id', text: 'display' },
    subscribing: { place: 'room', text: feedsOf },
    subscribed: {},
    unsubscribed: {},
  },
};

/** More feeds than a list of ids is to name. */
const MOST_FEEDS = 100;

/** The feeds of a subscription as a JSON list: one `feed` in 0.x, the `feed_id` of `streams` since 1.0. */
function feedsOf({ feed, streams }: PluginData): string | null {
  const ids = Array.isArray(streams)
    ? (streams as unknown[]).map((stream) => (stream as { feed_id?: unknown } | null)?.feed_id)
    : [feed];
  const feeds = new Set(ids.filter((id) => typeof id === 'string' || typeof id === 'number').map(String));
  return feeds.size === 0 ? null : JSON.stringify([...feeds].slice(0, MOST_FEEDS));
}
