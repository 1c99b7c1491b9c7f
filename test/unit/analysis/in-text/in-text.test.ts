/** What the text editor is told about places in the text of a log. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogAnswers } from '../../../../src/analysis/log-answers.js';
import type { Explanation, Field, Neighbour, PlaceInText } from '../../../../src/analysis/requests/in-text.js';
import { MAX_SESSION_SYMBOLS, MAX_SYMBOLS, type TextRange } from '../../../../src/analysis/requests/in-text.js';
import { analysed, VIDEOROOM } from '../details/recorded.js';
import { manySessions } from '../many-sessions.js';

const LOG = 'test/corpus/1.1.2/stop-sigterm/events.jsonl';
const TEXT = readFileSync(LOG, 'utf8');
const LINES = TEXT.split('\n');
const SESSION = '5486376363613040';

/** A line (from 0) by something in it. */
const lineWith = (...parts: string[]): number => LINES.findIndex((line) => parts.every((part) => line.includes(part)));
const CREATED = lineWith('"created"', SESSION);

/** What the range has in the text. */
function textIn({ startLine, startCharacter, endLine, endCharacter }: TextRange, lines = LINES): string {
  if (startLine === endLine) return lines[startLine]!.slice(startCharacter, endCharacter);
  const middle = lines.slice(startLine + 1, endLine);
  return [lines[startLine]!.slice(startCharacter), ...middle, lines[endLine]!.slice(0, endCharacter)].join('\n');
}

describe('of a log of lines', () => {
  let analysis: LogAnswers;
  beforeAll(async () => {
    analysis = await analysed(LOG);
  });
  afterAll(() => {
    analysis.dispose();
  });

  const explain = (place: PlaceInText, field: Field | null = null): Promise<Explanation | null> =>
    analysis.ask({ method: 'explain', place, field, first: 'display' });

  test('an event is explained: what it tells, whose it is, how that ended', async () => {
    const told = await explain({ line: CREATED, character: 5 });
    expect(told).toMatchObject({ about: 'event', title: 'session · created', session: 2 });
    expect(textIn(told!.event.range)).toBe(LINES[CREATED]);
    expect(told!.lines).toEqual([
      '2026-11-23 06:59:32.685 UTC',
      `stop · session ${SESSION}`,
      'event 1 of 4 of the session',
    ]);
    expect(told!.verdict).toMatchObject({ title: 'Ended silently', silent: true });
    const joined = await explain({ line: lineWith(SESSION, '"joined"'), character: 0 });
    expect(joined!.lines[2]).toMatch(
      /^12\.\d ms after the previous event of the session · event 3 of 4 of the session$/,
    );
  });

  test('an event without a session says what ended by it', async () => {
    const told = await explain({ line: lineWith('"shutdown"'), character: 0 });
    expect(told).toMatchObject({ session: null, verdict: null, title: 'core · shutdown signal 15' });
    expect(told!.lines.at(-1)).toMatch(/^\d sessions? ended silently here$/);
  });

  test('fields say what they mean', async () => {
    const of = async (key: string, value: string, line = lineWith(SESSION, '"attached"')): Promise<unknown> => {
      const told = await explain({ line, character: 9 }, { key, value });
      return told && { about: told.about, title: told.title, lines: told.lines };
    };
    expect(await of('session_id', SESSION)).toMatchObject({ about: 'field' });
    expect(await of('session_id', '7')).toMatchObject({ about: 'event' });
    expect(await of('type', '2')).toEqual({
      about: 'field',
      title: 'Type 2: handle',
      lines: ['A handle was attached to a plugin, or detached from it.'],
    });
    expect(await of('emitter', 'janus-112')).toEqual({
      about: 'field',
      title: 'janus-112',
      lines: ['Janus 1.1.2', '5 sessions · 4 ended silently'],
    });
    const at = /"timestamp":(\d+)/.exec(LINES[CREATED]!)![1]!;
    const time = (await explain({ line: CREATED, character: 9 }, { key: 'timestamp', value: at }))!;
    expect(time.title).toBe('2026-11-23 06:59:32.685258 UTC');
    expect(time.lines.at(-1)).toBe('781 ms after the first event of the log');
    const connection = /"id":"?([\w-]+)/.exec(LINES[CREATED]!)![1]!;
    expect(await of('id', connection, CREATED)).toMatchObject({
      about: 'field',
      title: `WebSocket · ${connection}`,
      lines: expect.arrayContaining(['1 session was created over it']) as unknown,
    });
  });

  test('ids lead to the events with which they began, and to all of theirs', async () => {
    const last = LINES.findLastIndex((line) => line.includes(SESSION));
    const handle = /"handle_id":(\d+)/.exec(LINES[last]!)![1]!;
    const place = { line: last, character: 3 };
    const session = { key: 'session_id', value: SESSION };
    const began = await analysis.ask({ method: 'definition', place, field: session });
    expect(began!.range.startLine).toBe(CREATED);
    const attached = await analysis.ask({ method: 'definition', place, field: { key: 'handle_id', value: handle } });
    expect(textIn(attached!.range)).toContain('"attached"');
    expect(await analysis.ask({ method: 'definition', place, field: { key: 'type', value: '2' } })).toBeNull();

    const connection = /"id":"?([\w-]+)/.exec(LINES[CREATED]!)![1]!;
    const connected = await analysis.ask({
      method: 'definition',
      place: { line: CREATED, character: 0 },
      field: { key: 'id', value: connection },
    });
    expect(textIn(connected!.range)).toMatch(new RegExp(`${connection}.*"connected"`));

    const all = await analysis.ask({ method: 'references', place, field: null });
    const own = LINES.flatMap((line, k) => (line.includes(SESSION) ? [k] : []));
    expect(all.map(({ startLine }) => startLine)).toEqual(own);
    expect(new Set(all.map((range) => textIn(range)))).toEqual(new Set([SESSION]));
    const marked = await analysis.ask({ method: 'occurrences', place, field: session });
    expect(marked.map(({ startLine }) => startLine)).toEqual(own);
    expect(new Set(marked.map((range) => textIn(range)))).toEqual(new Set([SESSION]));
  });

  test('one steps from event to event of a session', async () => {
    const steps: number[] = [];
    let place: PlaceInText = { line: CREATED, character: 0 };
    for (;;) {
      const next: Neighbour | null = await analysis.ask({ method: 'neighbour', place, direction: 1 });
      if (next === null) break;
      expect(next.of).toBe(4);
      steps.push(next.number);
      place = { offset: next.offset };
    }
    expect(steps).toEqual([2, 3, 4]);
    const back = await analysis.ask({ method: 'neighbour', place, direction: -1 });
    expect(back).toMatchObject({ number: 3 });
    const none = { line: lineWith('"shutdown"'), character: 0 };
    expect(await analysis.ask({ method: 'neighbour', place: none, direction: 1 })).toBeNull();
  });

  test('the outline has the server, its sessions and their handles, and is right about every place', async () => {
    const symbols = await analysis.ask({ method: 'outline', first: 'display' });
    expect(symbols.map(({ level, kind }) => [level, kind])).toEqual([
      [0, 'server'],
      [1, 'silent'],
      [1, 'silent'],
      [2, 'handle'],
      [1, 'silent'],
      [2, 'handle'],
      [1, 'silent'],
      [2, 'handle'],
      [1, 'session'],
    ]);
    expect(symbols[0]).toMatchObject({ name: 'janus-112', detail: '5 sessions' });
    const sessions = symbols.filter(({ level }) => level === 1);
    for (const { range, name, detail } of sessions)
      for (const line of LINES.slice(range.startLine, range.endLine + 1)) {
        const id = /"session_id":(\d+)/.exec(line)?.[1];
        expect(`${name} ${detail}`).toContain(id);
      }
  });

  test('there is nothing behind the last event', async () => {
    expect(await explain({ line: LINES.length + 5, character: 0 })).toBeNull();
    expect(await explain({ offset: 3 })).toBeNull();
  });
});

describe('of a log on one line', () => {
  const group = `[${LINES.filter(Boolean).join(',')}]`;
  let analysis: LogAnswers;
  beforeAll(async () => {
    analysis = await analysed(new TextEncoder().encode(`é${group}`));
  });

  test('places are told by their column', async () => {
    const character = 1 + group.indexOf(LINES[CREATED]!);
    for (const place of [character, character + 20, character + LINES[CREATED]!.length]) {
      const told = await analysis.ask({
        method: 'explain',
        place: { line: 0, character: place },
        field: null,
        first: 'id',
      });
      expect(textIn(told!.event.range, [`é${group}`])).toBe(LINES[CREATED]);
    }
    const between = { line: 0, character: character + LINES[CREATED]!.length + 1 };
    const next = await analysis.ask({ method: 'explain', place: between, field: null, first: 'id' });
    expect(textIn(next!.event.range, [`é${group}`])).toBe(LINES[CREATED + 1]);
  });
});

test('indented events that end where others begin are told apart', async () => {
  const pretty = LINES.filter(Boolean)
    .map((line) => JSON.stringify(JSON.parse(line.replace(/(?<=_id":)\d+/g, '"$&"')), null, 3))
    .join('');
  const lines = pretty.split('\n');
  const analysis = await analysed(new TextEncoder().encode(pretty));
  const border = lines.findIndex((line) => line === '}{');
  const at = async (character: number): Promise<string> => {
    const told = await analysis.ask({
      method: 'explain',
      place: { line: border, character },
      field: null,
      first: 'id',
    });
    return textIn(told!.event.range, lines);
  };
  expect(JSON.parse(await at(0))).toEqual(JSON.parse(LINES[0]!));
  expect(JSON.parse(await at(2))).toMatchObject({ type: 128 });
  const line = lines.findIndex((one) => one.includes(SESSION));
  const found = await analysis.ask({ method: 'references', place: { line, character: 5 }, field: null });
  expect(found.map((range) => textIn(range, lines))).toEqual(Array(4).fill(SESSION));
});

test('a handle of a room says its plugin and how long it was attached', async () => {
  const analysis = await analysed(VIDEOROOM);
  const lines = readFileSync(VIDEOROOM, 'utf8').split('\n');
  const line = lines.findIndex((one) => one.includes('"attached"'));
  const value = /"handle_id":(\d+)/.exec(lines[line]!)![1]!;
  const told = await analysis.ask({
    method: 'explain',
    place: { line, character: 0 },
    field: { key: 'handle_id', value },
    first: 'display',
  });
  expect(told!.title).toBe(`Handle ${value}`);
  expect(told!.lines[0]).toMatch(/^videoroom/);
  expect(told!.lines[2]).toMatch(/^attached [\d:.]+ UTC · detached [\d:.]+ UTC · .+ s$/);
});

test('the outline of very many sessions is short, and leaves out no silent one for another', async () => {
  const sessions = 10_000;
  const analysis = await analysed(new TextEncoder().encode(manySessions(sessions)));
  const symbols = await analysis.ask({ method: 'outline', first: 'id' });
  expect(symbols.length).toBeLessThanOrEqual(MAX_SYMBOLS + 50);
  expect(symbols.filter(({ kind }) => kind === 'silent')).toHaveLength(sessions / 8);
  expect(symbols.filter(({ kind }) => kind === 'session' || kind === 'silent')).toHaveLength(MAX_SESSION_SYMBOLS);
  expect(symbols.at(-1)).toMatchObject({ kind: 'more', name: '8,000 more sessions: Janus: Go to Session…' });
});
