import type { PluginData, Vocabulary } from '../engine/vocabulary.js';

const CALL = { place: 'call-id' };

/** Code and reason of a `hangup`: "486 Busy Here". */
const ended = ({ code, reason }: PluginData): string | null => {
  const known = [code, reason].filter((part) => typeof part === 'number' || typeof part === 'string');
  return known.length === 0 ? null : known.join(' ');
};

/** What `janus_sip.c` tells event handlers. Calls have their Call-ID; `declined` without one is of a transfer. */
export const SIP: Vocabulary = {
  plugin: 'janus.plugin.sip',
  words: {
    registered: { who: 'identity', text: 'identity' },
    unregistered: { who: 'identity' },
    registration_failed: { text: ended },
    calling: { ...CALL, text: 'callee' },
    incomingcall: { ...CALL, text: 'username' },
    accepted: CALL,
    declined: { ...CALL, text: ended },
    hangup: { ...CALL, text: ended },
  },
};
