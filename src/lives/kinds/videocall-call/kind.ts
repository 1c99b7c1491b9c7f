import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { VIDEOCALL } from '../../plugins/videocall.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const VIDEOCALL_CALL: LifeKind = {
  kind: 'videocall-call',
  words: WORDS,
  depth: 3,
  hears: [VIDEOCALL, CORE],
  rules,
  ids: ({ session, handle, holder, other }) => ({
    caller_session_id: session,
    caller_handle_id: handle,
    caller: holder?.who ?? '',
    callee_session_id: other?.session ?? '',
    callee_handle_id: other?.handle ?? '',
    callee: other?.who ?? '',
  }),
  name: ({ holder, other }) => (holder?.who && other?.who ? `${holder.who} → ${other.who}` : null),
};
