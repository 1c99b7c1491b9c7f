import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { SIP } from '../../plugins/sip.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const SIP_CALL: LifeKind = {
  kind: 'sip-call',
  words: WORDS,
  depth: 3,
  hears: [SIP, CORE],
  rules,
  hint: ({ cause, told, wasUp, sessionLivedOn }) =>
    cause !== null && wasUp && sessionLivedOn && !told ? 'no-hangup' : null,
  ids: ({ session, handle, place, other }) => ({
    session_id: session,
    handle_id: handle,
    call_id: place,
    peer_session_id: other?.session ?? '',
    peer_handle_id: other?.handle ?? '',
  }),
  name: ({ text }) => text,
};
