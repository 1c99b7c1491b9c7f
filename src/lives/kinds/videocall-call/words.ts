import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'call',
  short: 'call',
  begun: 'calling',
  up: 'accepted',
  causes: { hangup: 'was hung up', 'remote-hangup': 'ended with the PeerConnection of one side' },
};
