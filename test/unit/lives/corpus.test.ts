import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LIVES_LOGS, livesDifferences } from '../../setup/lives-truth.mjs';
import { allLives } from './lives-story.js';

const bytesOf = (path: string): Uint8Array => {
  const stored = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(stored) : stored;
};

describe('every recorded log tells of lives what its server and clients did', () => {
  test.each(LIVES_LOGS.map((log) => [log.name, log] as const))('%s', (_name, log) => {
    expect(livesDifferences(log, allLives(bytesOf(log.path)))).toEqual([]);
  });
});

test('an end from above is no finding below: no recorded log has a flagged life', () => {
  for (const log of LIVES_LOGS) {
    const lives = allLives(bytesOf(log.path)).filter(({ kind }) => kind !== 'session');
    expect(lives.filter(({ flagged }) => flagged)).toEqual([]);
  }
});

test('the order of the lines does not matter', () => {
  for (const log of LIVES_LOGS.filter(({ name }) => name.endsWith('.jsonl'))) {
    const bytes = bytesOf(log.path);
    const lines = new TextDecoder()
      .decode(bytes)
      .split('\n')
      .filter((line) => line !== '');
    const backwards = new TextEncoder().encode(lines.toReversed().join('\n'));
    expect(livesDifferences(log, allLives(backwards))).toEqual([]);
  }
});

test('events without subtypes, as of Janus before 0.9.1, tell the same', () => {
  for (const log of LIVES_LOGS) {
    const text = new TextDecoder().decode(bytesOf(log.path)).replace(/"subtype" ?: ?\d+,\s*/g, '');
    expect(livesDifferences(log, allLives(new TextEncoder().encode(text)))).toEqual([]);
  }
});
