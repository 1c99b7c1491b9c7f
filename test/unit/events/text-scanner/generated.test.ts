import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS, texts, type Form } from '../../../bench/generate.mjs';
import { bytesOf, eventsOf, expectSame, someSizes } from './scan.js';

const EVENTS = 200;

/** The beginning of a generated log. */
function log(form: Form): string {
  const parts: string[] = [];
  for (const text of texts(form)) {
    parts.push(text);
    if (parts.length * (form === 'grouped' ? 100 : 1) >= EVENTS) break;
  }
  return parts.join('');
}

/** What tools make of a log on its way. */
const WAYS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with lone CR': (text) => text.replaceAll('\n', '\r'),
  'with a byte order mark': (text) => `\ufeff${text}`,
  'with NUL behind each event': (text) => text.replace(/\n(?=[{[]|$)/g, '\0'),
  'in one array': (text) => `[${text.trimEnd().replaceAll('}\n{', '},\n{').replaceAll(']\n[', '],\n[')}]`,
  'on one line': (text) => text.replaceAll('\n', ''),
  'with a topic in front': (text) => text.replace(/^/gm, '/janus/events/media '),
  'with a time stamp in front': (text) => text.replace(/^/gm, '2026-11-22T10:11:12.123456789Z '),
  'with a bracketed time in front': (text) => text.replace(/^/gm, '[2026-11-22 10:11:12] [janus] '),
  'between lines of other text': (text) => text.replace(/^[{[]/gm, 'a line of "other" text\n$&'),
  'in strings': (text) =>
    text
      .split('\n')
      .map((line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' }))
      .join('\n'),
};

describe.each(FORMS)('a generated log, %s', (form) => {
  it.each(Object.entries(WAYS))('%s: all kernels tell the same', (_, change) => {
    const bytes = bytesOf(change(log(form)));
    const cuts = fc.sample(someSizes, { numRuns: 2, seed: 7 });
    const told = expectSame(bytes, [200], ...cuts);
    if (form !== 'indented') expect(eventsOf(told).length).toBeGreaterThanOrEqual(EVENTS);
  });

  it('in single bytes: all kernels tell the same', () => {
    expectSame(bytesOf(log(form).slice(0, 40_000)), [1]);
  });
});
