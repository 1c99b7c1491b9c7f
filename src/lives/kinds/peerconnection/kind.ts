import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

/** Causes that say that the two sides did not find each other; others are somebody's wish. */
const FAILURES: ReadonlySet<string> = new Set(['ice-failed', 'dtls-timeout', 'dtls-alert']);

export const PEERCONNECTION: LifeKind = {
  kind: 'peerconnection',
  words: WORDS,
  depth: 1,
  hears: [CORE],
  rules,
  endsInWebrtc: true,
  hint: ({ cause, wasUp, begun }) => (begun && !wasUp && FAILURES.has(cause) ? 'never-up' : null),
  ids: ({ session, handle }) => ({ session_id: session, handle_id: handle }),
  name: () => null,
};
