import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, verdicts } from '../../corpus/analyse.js';
import { bytesOf, corpusLogs } from '../../corpus/corpus.js';
import { parseAll, PLAIN, write, type Exact } from '../../corpus/exact-json.js';
import { random } from '../../corpus/random.js';
import { HEAD_BYTES } from '../../../../src/sources/forms/head-size.js';
import { CAPTURES, CELLS, COLLECTORS, ENCODINGS, requests } from './collectors.js';
import { judged, textOfLog } from './read.js';

const LOGS = ['ws-drop-reclaim0', 'api-destroy', 'claim-cross'];
const stories = corpusLogs
  .filter(({ name }) => LOGS.some((log) => name === `1.1.2/${log}/events.jsonl`))
  .map((log) => {
    const bytes = bytesOf(log);
    const events = parseAll(new TextDecoder().decode(bytes)).flatMap((value) =>
      Array.isArray(value) ? (value as Exact[]) : [value],
    );
    return { name: log.name, events, expected: verdicts(analyse(bytes)) };
  });
const [story] = stories;

const WRITINGS: Readonly<Record<string, (events: readonly Exact[]) => string>> = {
  'one line each': (events) => events.map((event) => `${write(event)}\n`).join(''),
  indented: (events) => events.map((event) => `${write(event, { ...PLAIN, indent: 3, space: ' ' })}\n`).join(''),
  'arrays of a line': (events) => `Got events\n${write(events)}\nINFO: "POST / HTTP/1.1" 200 OK\n`,
};

function cutsIn(length: number, seed: number): number[] {
  const chance = random(seed);
  return Array.from({ length: chance.below(12) }, () => chance.below(length)).sort((a, b) => a - b);
}

describe.each(Object.entries({ ...COLLECTORS, ...CAPTURES }))('%s', (_, keep) => {
  test.each(Object.entries(WRITINGS))('keeps events written as %s', async (_, writing) => {
    for (const { events, expected } of stories) {
      const log = keep(writing(events));
      expect(verdicts(await judged(log))).toEqual(expected);
      expect(verdicts(await judged(log, cutsIn(log.length, 7)))).toEqual(expected);
    }
  });
});

test.each(stories)('requests of HTTP with chunks keep $name', async ({ events, expected }) => {
  const log = requests(events.map((event) => write(event, { ...PLAIN, indent: 3, space: ' ' })));
  expect(verdicts(await judged(log))).toEqual(expected);
  expect(verdicts(await judged(log, cutsIn(log.length, 7)))).toEqual(expected);
});

describe.each(Object.entries(CELLS))('%s', (_, keep) => {
  test.each(stories)('keeps $name', async ({ events, expected }) => {
    const log = keep(WRITINGS['one line each']!(events));
    expect(verdicts(await judged(log))).toEqual(expected);
    expect(verdicts(await judged(log, cutsIn(log.length, 7)))).toEqual(expected);
  });
});

describe.each(Object.entries(ENCODINGS))('%s', (_, encode) => {
  test.each(Object.entries({ ...COLLECTORS, ...CELLS }))('of %s', async (_, keep) => {
    const log = encode(keep(WRITINGS['one line each']!(story!.events)));
    expect(verdicts(await judged(log))).toEqual(story!.expected);
  });
});

describe('records that hold each event as a text are read as they are', () => {
  const events = (count: number): string[] =>
    Array.from({ length: count }, (_, k) => {
      const event = write(story!.events[k % story!.events.length]!);
      return event.replace(/"timestamp":\d{9}/, `"timestamp":${String(179_541_720 + k)}`);
    });
  const notes = async (log: string): Promise<unknown> => (await judged(Buffer.from(log))).logs[0]!.notes;
  const json = JSON.stringify;
  const time = '2026-11-23T07:26:59Z';

  test('wherever in one of them the head ends', async () => {
    const row = (message: string, path = '/'): string =>
      `${json({ host: 'a', message, path, source: 'http', time })}\n`;
    const [first, ...others] = events(400);
    const rows = others.map((event) => row(event));
    let size = row(first!).length;
    for (const { length } of rows) {
      if (size + length > HEAD_BYTES) break;
      size += length;
    }
    // Behind the event in a record, but not behind the record.
    for (let rest = 5; rest < 60; rest += 5) {
      const path = `/${'-'.repeat(HEAD_BYTES - size + rest)}`;
      expect(await notes(row(first!, path) + rows.join('')), String(rest)).toEqual([]);
    }
  });

  test.each([
    [
      'answers of Elasticsearch with fields',
      (all: string[]) => ({ hits: { hits: all.map((event) => ({ fields: { message: [event], time } })) } }),
    ],
    [
      'messages of SNS in SQS',
      (all: string[]) => ({
        Messages: all.map((Message) => ({ Body: json({ Type: 'Notification', Message, time }) })),
      }),
    ],
  ])('in %s', async (_, record) => {
    for (let more = 0; more < 10; more++)
      expect(await notes(json(record(events(400 + more)))), String(more)).toEqual([]);
  });
});

test('the text of a log is the same however its reading is cut, and has as many lines', async () => {
  const keeps = Object.entries({ ...COLLECTORS, ...CAPTURES, ...CELLS });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...keeps),
      fc.constantFrom(...Object.keys(WRITINGS)),
      fc.integer(),
      async ([name, keep], writing, seed) => {
        const log = keep(WRITINGS[CELLS[name] ? 'one line each' : writing]!(story!.events.slice(0, 20)));
        const { text, state } = await textOfLog(log);
        const cut = await textOfLog(log, cutsIn(log.length, seed));
        expect(cut.text.equals(text), `${name}, ${writing}`).toBe(true);
        expect(cut.state).toEqual(state);
        if (!name.includes('Loki')) expect(breaks(text), `${name}, ${writing}`).toBe(breaks(log));
      },
    ),
    { numRuns: 60, seed: 3533 },
  );
});

const breaks = (bytes: Uint8Array): number => bytes.filter((byte) => byte === 0x0a).length;

test('a form that is cut behind every byte gives the same text', async () => {
  for (const [name, keep] of Object.entries({ ...COLLECTORS, ...CAPTURES, ...CELLS })) {
    const log = keep(WRITINGS['one line each']!(story!.events.slice(0, 3)));
    const { text } = await textOfLog(log);
    const cut = await textOfLog(
      log,
      Array.from({ length: log.length }, (_, k) => k),
    );
    expect(cut.text.toString('latin1'), name).toBe(text.toString('latin1'));
  }
});

test('a log is the same wherever it is cut, also behind its head', async () => {
  const long = WRITINGS.indented!(stories.flatMap(({ events }) => events).slice(0, 300));
  for (const [name, keep] of Object.entries({ ...COLLECTORS, ...CAPTURES })) {
    const log = keep(long);
    const { text } = await textOfLog(log);
    const cut = await textOfLog(
      log,
      Array.from({ length: 3000 }, (_, k) => HEAD_BYTES + k).filter((at) => at < log.length),
    );
    expect(cut.text.equals(text), name).toBe(true);
  }
});

test.each(['\t', ',', ';'])('rows of a table with a column for each member, apart by %j', async (delimiter) => {
  const names = ['type', 'subtype', 'timestamp', 'emitter', 'session_id', 'handle_id', 'opaque_id', 'event'];
  const cell = (value: Exact | undefined): string => {
    const text = value === undefined ? '' : typeof value === 'string' ? value : write(value);
    return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  for (const { events, expected } of stories) {
    const rows = events.map((event) =>
      names.map((name) => cell((event as Record<string, Exact>)[name])).join(delimiter),
    );
    const log = Buffer.from(`${[names.join(delimiter), ...rows].join('\r\n')}\r\n`);
    expect(verdicts(await judged(log, cutsIn(log.length, 5)))).toEqual(expected);
  }
});

describe('rows of a database with a column for each member', () => {
  const names = ['id', 'type', 'subtype', 'timestamp', 'emitter', 'session_id', 'handle_id', 'opaque_id', 'event'];
  type Cell = (value: Exact | undefined) => string;
  const text = (value: Exact | undefined): string | null =>
    value === undefined ? null : typeof value === 'string' ? value : write(value);
  const quoted: Cell = (value) => (text(value) === null ? 'NULL' : `'${text(value)!.replaceAll("'", "''")}'`);
  const escaped: Cell = (value) =>
    text(value) === null
      ? 'NULL'
      : `'${text(value)!
          .replace(/[\\'"]/g, '\\$&')
          .replaceAll('\n', '\\n')}'`;
  const rows = (events: readonly Exact[], cell: Cell): string[] =>
    events.map(
      (event, k) =>
        `(${[String(k), ...names.slice(1).map((name) => cell((event as Record<string, Exact>)[name]))].join(', ')})`,
    );
  const shown = (events: readonly Exact[], head: (k: number) => string, between: string): string =>
    events
      .map((event, k) =>
        [
          head(k),
          ...names.map(
            (name) => `${name.padStart(12)}${between}${text((event as Record<string, Exact>)[name]) ?? 'NULL'}`,
          ),
        ].join('\n'),
      )
      .join('\n');

  const DUMPS: Readonly<Record<string, (events: readonly Exact[]) => string>> = {
    mysqldump: (events) =>
      `-- MySQL dump\nCREATE TABLE \`events\` (\n${names.map((name) => `  \`${name}\` text,\n`).join('')}  PRIMARY KEY (\`id\`)\n) ENGINE=InnoDB;\nINSERT INTO \`events\` VALUES ${rows(events, escaped).join(',')};\nUNLOCK TABLES;\n`,
    phpMyAdmin: (events) =>
      `INSERT INTO \`events\` (${names.map((name) => `\`${name}\``).join(', ')}) VALUES\n${rows(events, escaped).join(',\n')};\n`,
    pg_dump: (events) =>
      rows(events, quoted)
        .map((row) => `INSERT INTO public.events (${names.join(', ')}) VALUES ${row};\n`)
        .join(''),
    "the log of PostgreSQL's statements": (events) =>
      rows(events, quoted)
        .map(
          (row) =>
            `2026-11-23 07:10:00 UTC [7] LOG:  statement: INSERT INTO events (${names.join(', ')}) VALUES ${row}\n`,
        )
        .join(''),
    'a table in Markdown': (events) =>
      `| ${names.join(' | ')} |\n|${names.map(() => ' :--- |').join('')}\n${events
        .map(
          (event) =>
            `| ${names.map((name) => `\`${text((event as Record<string, Exact>)[name]) ?? ''}\``).join(' | ')} |\n`,
        )
        .join('')}`,
    SQLite: (events) =>
      `BEGIN;\nCREATE TABLE events (\n${names.map((name) => `  ${name} text`).join(',\n')}\n);\n${rows(events, quoted)
        .map((row) => `INSERT INTO events VALUES${row};\n`)
        .join('')}COMMIT;\n`,
    'a table of MySQL': (events) => {
      const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.padEnd(12)).join(' | ')} |\n`;
      const border = `+${names.map(() => '-'.repeat(14)).join('+')}+\n`;
      const cells = (event: Exact): string[] =>
        names.map((name) => text((event as Record<string, Exact>)[name]) ?? 'NULL');
      return `${border}${line(names)}${border}${events.map((event) => line(cells(event))).join('')}${border}`;
    },
    '\\G of MySQL': (events) =>
      `${shown(events, (k) => `*************************** ${String(k + 1)}. row ***************************`, ': ')}\n${String(events.length)} rows in set (0.00 sec)\n`,
    '\\x of psql': (events) => `${shown(events, (k) => `-[ RECORD ${String(k + 1)} ]----+-----`, ' | ')}\n`,
  };

  test.each(Object.entries(DUMPS))('%s', async (_, dump) => {
    for (const { events, expected } of stories) {
      const log = Buffer.from(dump(events));
      expect(verdicts(await judged(log))).toEqual(expected);
      expect(verdicts(await judged(log, cutsIn(log.length, 5)))).toEqual(expected);
      expect((await textOfLog(log)).text.filter((c) => c === 0x0a).length).toBe(log.filter((c) => c === 0x0a).length);
    }
  });
});

test.each([
  ['comments', (event: string) => event.replace('"event":{', '"event":{ // what it "is"\n')],
  ['commas behind last members', (event: string) => event.replace(/\}\}$/, ',}}')],
])('bodies alone have %s', async (_, written) => {
  for (const { events, expected } of stories) {
    const log = Buffer.from(events.map((event) => `${written(write(event))}\n`).join(''));
    expect(verdicts(await judged(log))).toEqual(expected);
  }
});

test('times as the shell of MongoDB shows dates', async () => {
  const log =
    '{"type":1,"timestamp":ISODate("2023-11-14T22:13:21.010Z"),"session_id":7,"event":{"name":"destroyed"}}\n';
  expect([...(await judged(Buffer.from(log))).sessions]).toMatchObject([{ id: '7', cause: 'destroyed' }]);
});

const PASTED: Readonly<Record<string, (events: readonly Exact[]) => string>> = {
  'arrays in comments, broken by hand': (events) =>
    events
      .map((event) => `//[${write(event).replace(/,(?="(?:session_id|event)":)/g, ',\n//')}] \n`)
      .join('const port = 3000;\n'),
  'a diff in a fence of Markdown': (events) =>
    `\`\`\`diff\n${WRITINGS.indented!(events).replace(/^(?=.)/gm, '+ ')}\`\`\`\n`,
  'numbers of lines on lines of their own': (events) =>
    WRITINGS.indented!(events)
      .trimEnd()
      .split('\n')
      .map((line, k) => `${String(k + 1)}\n${line}\n`)
      .join(''),
};

test.each(Object.entries(PASTED))('what is pasted as %s', async (_, pasted) => {
  for (const { events, expected } of stories) {
    const log = Buffer.from(pasted(events));
    expect(verdicts(await judged(log))).toEqual(expected);
    expect(verdicts(await judged(log, cutsIn(log.length, 5)))).toEqual(expected);
  }
});

test('plain logs keep their bytes', async () => {
  for (const { events } of stories)
    for (const writing of Object.values(WRITINGS)) {
      const log = Buffer.from(writing(events));
      const { text, state } = await textOfLog(log);
      expect(state.forms).toEqual([]);
      expect(text.equals(log)).toBe(true);
    }
});
