import { describe, expect, test } from 'vitest';
import { analyse } from './analyse.js';
import { bytesOf, corpusLogs } from './corpus.js';
import { differences } from './scoring.js';

describe('every recorded log gets the verdicts its server calls for', () => {
  test.each(corpusLogs.map((log) => [log.name, log] as const))('%s', (_name, log) => {
    expect(differences(log, [...analyse(bytesOf(log)).sessions])).toEqual([]);
  });
});
