import type { LifeKind } from '../../engine/kind.js';
import { SIP } from '../../plugins/sip.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const SIP_REGISTRATION: LifeKind = {
  kind: 'sip-registration',
  words: WORDS,
  depth: 2,
  hears: [SIP],
  rules,
  // An address without the scheme and the port that Janus adds is what people registered: it is a name, no id.
  ids: ({ session, handle }) => ({ session_id: session, handle_id: handle }),
  name: ({ who }) => who,
};
