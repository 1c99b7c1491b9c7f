import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'call',
  short: 'call',
  begun: 'call begun',
  up: 'accepted',
  causes: {
    hangup: 'was hung up',
    busy: 'met a busy line (486, 600)',
    cancelled: 'was cancelled (487)',
    declined: 'was declined (603)',
    unanswered: 'was not answered (408, 480)',
    failed: 'failed',
  },
  hints: {
    'no-hangup': {
      title: 'Ended without a hangup',
      advice: 'The handle or its connection went during the call: the other side may have gone on until it noticed.',
    },
  },
};
