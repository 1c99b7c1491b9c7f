import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'viewer',
  short: 'viewer',
  begun: 'starting to watch',
  up: 'watching',
  causes: { stopping: 'stopped watching', switching: 'switched to another mountpoint' },
};
