import type { HandleRules } from '../../rules/handle-rules.js';

/**
 * `unsubscribed`, one for each stream, comes only when the PeerConnection hangs up while the feed lives
 * (`janus_videoroom_hangup_media_internal()`).
 */
export const RULES: HandleRules = {
  begins: ['subscribing'],
  ups: ['subscribed'],
  ends: { unsubscribed: 'unsubscribed' },
  withinPlace: true,
};
