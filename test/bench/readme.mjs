// The README's table of the last run, between two comments.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIXES } from './mixes/index.mjs';
import { table } from './table.mjs';

const README = join(import.meta.dirname, '..', '..', 'README.md');
const BEGIN = '<!-- The table is written by npm run bench. -->';
const END = '<!-- End of the table. -->';
const FORM = 'compact';
const SIZE = 1000;

/** @type {Record<string, string>} */
const WORDS = {
  read: 'reading alone',
  scanner: 'finding every event',
  report: '`janus-events report`, as a whole',
};

/** The mix whose report takes longest for its size. @param {readonly import('./bench.mjs').Row[]} rows */
const worstOf = (rows) =>
  rows
    .filter(({ form, size, name }) => form === FORM && size === SIZE && name === 'report')
    .sort((a, b) => b.ms / b.bytes - a.ms / a.bytes)[0]?.mix;

/** @param {string} machine @param {readonly import('./bench.mjs').Row[]} rows */
export function writeIntoReadme(machine, rows) {
  const readme = readFileSync(README, 'utf8');
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from)
    throw new Error(`README.md lacks the comments between which the table goes: ${BEGIN} ${END}`);
  const mix = worstOf(rows);
  const what = MIXES.find(({ name }) => name === mix)?.what ?? '';
  const lines = rows
    .filter((row) => row.mix === mix && row.form === FORM && row.size === SIZE)
    .map(({ name, bytes, ms, rss }) => [
      WORDS[name] ?? name,
      `${(ms / 1000).toFixed(2)} s`,
      `${(bytes / 1000 / ms).toFixed(0)} MB/s`,
      rss === null ? '' : `${(rss / 2 ** 20).toFixed(0)} MiB`,
    ]);
  const text = table(['A log of 1 GB', 'time', 'speed', 'memory at most'], lines).join('\n');
  const told = `The slowest of ${MIXES.length} kinds of traffic: ${what}.`;
  writeFileSync(README, `${readme.slice(0, from)}${BEGIN}\n\n${text}\n\n${told} ${machine}.\n\n${readme.slice(to)}`);
}
