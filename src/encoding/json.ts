import { visible } from './visible.js';

/**
 * A value as JSON that is the same value for every reader, and shows a person at a terminal or in an editor nothing that is
 * not there: what could not be seen is written by its code, which JSON has anyway.
 */
export const jsonText = (value: unknown): string => shown(JSON.stringify(value));

/** The same over lines, ended by LF: for files that people read and compare. */
export const jsonLines = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).split('\n').map(shown).join('\n')}\n`;

const shown = (json: string): string =>
  json.replace(/[^ -~]+/g, (stretch) =>
    visible(stretch).replace(/\\u\{([0-9a-f]+)\}/g, (_, point: string) => pair(Number.parseInt(point, 16))),
  );

/** A character beyond 16 bits as JSON writes it. */
const pair = (point: number): string =>
  [0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff)]
    .map((unit) => `\\u${unit.toString(16)}`)
    .join('');
