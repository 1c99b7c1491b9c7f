import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { NOSIP } from '../../plugins/nosip.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const NOSIP_CALL: LifeKind = {
  kind: 'nosip-call',
  words: WORDS,
  depth: 3,
  hears: [NOSIP, CORE],
  rules,
  ids: ({ session, handle, other }) => ({
    a_session_id: session,
    a_handle_id: handle,
    b_session_id: other?.session ?? '',
    b_handle_id: other?.handle ?? '',
  }),
  name: () => null,
};
