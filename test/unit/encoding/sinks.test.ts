/** Every field of every event, filled by somebody who means harm, through every sink: nothing but text comes out. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftsOf } from '../../../src/analysis/findings/findings.js';
import { TRACE_START, tracePiece } from '../../../src/analysis/timeline/trace-events.js';
import { outcomeOf } from '../../../src/sessions/session-outcome.js';
import { assistantJson } from '../../../src/encoding/assistant.js';
import { csvField } from '../../../src/encoding/csv.js';
import { fileNameText } from '../../../src/encoding/file-name.js';
import { jsonLines, jsonText } from '../../../src/encoding/json.js';
import { markdownText, ticketCode, ticketSentence } from '../../../src/encoding/markdown.js';
import { sarifText } from '../../../src/encoding/sarif.js';
import { terminalLine } from '../../../src/encoding/terminal.js';
import { visible, visibleLines } from '../../../src/encoding/visible.js';
import { labelText, notificationText, symbolText } from '../../../src/encoding/workbench.js';
import { escapeXml } from '../../../media/timeline/picture/svg-text.js';
import type { Format } from '../../../src/reports/formats.js';
import { written } from '../../../src/reports/report.js';
import type { LogReport } from '../../../src/sessions/log-report.js';
import { analyse } from '../corpus/analyse.js';

const HARM: Readonly<Record<string, string>> = {
  'a title and colours': '\u001b]0;pwned\u0007\u001b[31m',
  'C1 controls': 'a\u009b31mb\u0090c\u0085d',
  'lines of its own': 'x\r\njanus-events: all is well\n\t- item\n===\n',
  'directions turned': 'user\u202egnp.exe\u2066\u2069\u200f',
  'nothing to be seen': 'ad\u200bmin\u00ad\ufeff\u2060\u{e0041}\u115f',
  'half a character': 'x\ud800y\udc00',
  'a link to a command': '[Fix it](command:workbench.action.terminal.sendSequence?%7B%7D)',
  'escaped brackets': '\\[x\\](https://evil.example/) \\\\[y](https://evil.example/)',
  'a link and HTML':
    '[x](https://evil.example) https://evil.example www.evil.example a@evil.example <img src=x onerror=1>',
  'an icon': '$(error) \\$(error)',
  Markdown: '# h\n![x](y) | `c` **b** ~~s~~ 1. - + _e_ &lt;',
  placeholders: '{0} {{1}} }{',
  formulas: "=1+1;=cmd|'/C calc'!A0\t@SUM(A1),\"+2",
  XML: ']]> <script>"&\'</title>\u0000\u000b\ufffe',
  'a path': '../../etc/passwd',
};

/** Characters that act, or are not to be seen. */
const ACTS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

const START = 1_795_417_200_000_000;

/** A log in which every text that Janus tells is `harm`; two sessions of it end silently. */
function hostileLog(harm: string): LogReport {
  const event = (at: number, header: object, body: object): string =>
    `${JSON.stringify({ emitter: harm, ...header, timestamp: START + at * 1_000_000, event: body })}\n`;
  const info = {
    version: 47,
    version_string: harm,
    'server-name': harm,
    'session-timeout': 60,
    'reclaim-session-timeout': 0,
  };
  const of = (id: string): { session_id: string; handle_id: string; opaque_id: string } => ({
    session_id: id,
    handle_id: harm,
    opaque_id: harm,
  });
  const life = (id: string, at: number): string[] => [
    event(at, { type: 128 }, { transport: harm, id: `${harm}${id}`, data: { event: 'connected', ip: harm, port: 1 } }),
    event(at + 1, { type: 1, session_id: id }, { name: 'created', transport: { transport: harm, id: `${harm}${id}` } }),
    event(at + 2, { type: 2, ...of(id) }, { name: 'attached', plugin: harm, opaque_id: harm, token: harm }),
    event(at + 3, { type: 8, ...of(id) }, { owner: harm, jsep: { type: harm, sdp: harm } }),
    event(at + 4, { type: 16, subtype: 6, ...of(id) }, { connection: 'hangup', reason: harm }),
    event(
      at + 5,
      { type: 64, ...of(id) },
      { plugin: harm, data: { event: harm, room: harm, display: harm, id: harm } },
    ),
    event(at + 6, { type: 128 }, { transport: harm, id: `${harm}${id}`, data: { event: 'disconnected' } }),
    event(at + 6, { type: 2, ...of(id) }, { name: 'detached', plugin: harm }),
  ];
  const log = [
    event(0, { type: 256, subtype: 1 }, { status: 'started', info }),
    ...life('7', 1),
    ...life(harm, 20),
  ].join('');
  return analyse(new TextEncoder().encode(`${log}${harm}\n`));
}

async function report(format: Format, log: LogReport): Promise<string> {
  let text = '';
  for await (const piece of written(format, log, { paths: ['-'], version: '1', colour: false })) text += piece;
  return text;
}

const trace = (log: LogReport): string => {
  const sessions = [...log.sessions].map((session) => ({
    session,
    outcome: outcomeOf(session),
    track: {
      session: session.index,
      handles: session.handles.map(({ id, plugin }) => ({ id, plugin, opaqueId: '', start: 0, end: null, up: [] })),
      tickTimes: [],
      tickTypes: [],
      talking: [],
      muted: [],
    },
  }));
  return tracePiece(log, sessions, TRACE_START, sessions.length).text;
};

/** Lines that only a sink may make. */
const inLines = (text: string): string => text.replace(/\r?\n/g, '');

/** Every text in a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe.each(Object.entries(HARM))('with %s in every field', (_, harm) => {
  const log = hostileLog(harm);

  test('the log has what harms in it', () => {
    expect([...log.sessions].some(({ flagged }) => flagged)).toBe(true);
  });

  test.each(['text', 'json', 'sarif', 'csv'] as const)('%s shows text alone', async (format) => {
    expect(inLines(await report(format, log))).not.toMatch(ACTS);
  });

  test('JSON keeps every value', async () => {
    const { sessions } = JSON.parse(await report('json', log)) as { sessions: { transport: string; id: string }[] };
    expect(sessions.map(({ transport }) => transport)).toContain([...log.sessions][0]!.transport);
  });

  test('SARIF has no link and no placeholder of theirs', async () => {
    const { runs } = JSON.parse(await report('sarif', log)) as { runs: { results: object[]; artifacts: object[] }[] };
    const messages = JSON.stringify([runs[0]!.results, runs[0]!.artifacts], (key, value: unknown) =>
      key === 'properties' ? undefined : value,
    );
    const texts = textsIn(JSON.parse(messages));
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      // As a viewer reads it: escaped characters away, then links, then doubled braces away, then placeholders.
      expect(text.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]]/);
      expect(text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  test('CSV has no formula behind any separator', async () => {
    const rows = (await report('csv', log)).split('\r\n').slice(1, -1);
    for (const row of rows) {
      const texts = [...row.matchAll(/(?:^|,)"((?:[^"]|"")*)"/g)].map(([, text]) => text!);
      expect(texts.length).toBeGreaterThan(5);
      for (const text of texts) for (const cell of text.split(/[;\t]/)) expect(cell.trim()).not.toMatch(/^[=+\-@]/);
    }
  });

  test('the trace for Perfetto shows text alone, in its values too', () => {
    const text = trace(log);
    expect(inLines(text)).not.toMatch(ACTS);
    for (const value of textsIn(JSON.parse(text))) expect(value).not.toMatch(ACTS);
  });

  const said = [
    ...draftsOf(log, null, 100, 'display').drafts.flatMap(({ message, related }) => [
      message,
      ...related.map((one) => one.message),
    ]),
    harm,
  ];

  test('notifications have no link', () => {
    for (const text of said.map(notificationText)) {
      expect(text).not.toMatch(ACTS);
      // The pattern of linkedText.ts of VS Code.
      expect(text).not.toMatch(/\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i);
    }
  });

  test('labels have no icon', () => {
    for (const text of said.map(labelText)) {
      expect(text).not.toMatch(ACTS);
      expect(text.replaceAll('\\$(', '')).not.toContain('$(');
    }
  });

  test('symbols have no icon, with or without a backslash', () => {
    for (const text of said.map(symbolText)) {
      expect(text).not.toMatch(ACTS);
      expect(text).not.toContain('$(');
    }
  });

  test('an answer for an assistant is JSON that no text can end', () => {
    for (const text of said) {
      const json = assistantJson({ text }, 100_000);
      expect(json.replaceAll('\n', '')).not.toMatch(ACTS);
      expect(json).not.toMatch(/[<>`]/);
      expect(JSON.parse(json)).toEqual({ text: text.split('\n').map(visible).join('\n') });
    }
  });

  test('Markdown holds letters, digits, single spaces and numbers of characters', () => {
    for (const text of said.map(markdownText)) {
      expect(text).not.toMatch(ACTS);
      expect(text.replace(/&#\d+;/g, 'x')).not.toMatch(/[!-/:-@[-`{-~]|^ | {2}/);
    }
  });

  test('tickets hold what is not ours as code, which nothing in it ends', () => {
    for (const text of said.flatMap((one) => [ticketCode(one), ticketSentence(one)])) {
      expect(text).not.toMatch(ACTS);
      const outside = text.replace(/^(?<!`)(`+)(?!`)[^]*?(?<!`)\1$/, '');
      expect(outside).not.toMatch(/[^\p{L}\p{N} ,;.:()'%–·-]|www\.|:\//u);
    }
  });

  test('SVG stays well-formed', () => {
    for (const text of said.map(escapeXml)) {
      expect(text).not.toMatch(ACTS);
      expect(text.replace(/&(amp|lt|gt|quot);/g, '')).not.toMatch(/[<>&"]/);
    }
  });

  test('a terminal gets one line for one line', () => {
    for (const text of said)
      expect(terminalLine([text, { text, styles: ['red'] }], false).slice(0, -1)).not.toMatch(ACTS);
  });

  test('a file name is a name', () => {
    const name = fileNameText(harm);
    expect(name).not.toMatch(/[\\/:*?"<>|]|^\.{1,2}$/);
    expect(name).not.toMatch(ACTS);
  });
});

test.each([
  ['tabs', '\t'],
  ['spaces', ' '],
  ['backslashes', '\\'],
  ['brackets', '['],
  ['separators', ';'],
  ['joiners', '\u200d'],
  ['line breaks', '\r\n'],
])('long stretches of %s cost no more than their length', (_, piece) => {
  const text = piece.repeat(200_000 / piece.length);
  for (const encode of [
    visible,
    visibleLines,
    jsonText,
    csvField,
    sarifText,
    markdownText,
    ticketCode,
    ticketSentence,
    labelText,
    notificationText,
    symbolText,
  ])
    expect(encode(text).length).toBeGreaterThanOrEqual(text.length);
});

describe('what cannot be seen is shown by its code', () => {
  test('all of C0 and C1, marks of direction and what has no width', () => {
    const codes = [
      ...Array.from({ length: 0x20 }, (_, k) => k),
      ...Array.from({ length: 0x21 }, (_, k) => 0x7f + k),
      ...[0xad, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
      ...[0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xe0001, 0xe0020, 0xd800, 0xdfff, 0xfffe, 0xffff],
    ];
    for (const code of codes) {
      const shown = visible(`a${String.fromCodePoint(code)}b`);
      expect(shown, code.toString(16)).toMatch(/^a\\u(\{[0-9a-f]+\}|[0-9a-f]{4})b$/);
      expect(Number.parseInt(/u\{?([0-9a-f]{4,})/.exec(shown.slice(1, -1))![1]!, 16)).toBe(code);
    }
  });

  test.each(['José', '田中', 'Ω≈ç√', 'мир', 'می‌خواهم', 'क्‍ष', '👩‍👩‍👧', '👍🏽', '❤️', '1️⃣', '\ufffd'])(
    '%s is as it is',
    (name) => {
      expect(visible(name)).toBe(name);
    },
  );

  test('lines and tabs stay where lines are shown', () => {
    expect(visibleLines('a\tb\r\nc\u001b\rd\n')).toBe('a\tb\r\nc\\u001b\\u000dd\n');
  });

  test('any text: what comes out needs no encoding again, and JSON means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(ACTS);
        expect(visible(visible(text))).toBe(visible(text));
        expect(JSON.parse(jsonText({ [text]: text }))).toEqual({ [text]: text });
        expect(jsonText(text)).not.toMatch(ACTS);
        expect(JSON.parse(jsonLines({ [text]: text }))).toEqual({ [text]: text });
        expect(jsonLines(text).slice(0, -1)).not.toMatch(ACTS);
      }),
    );
  });
});
