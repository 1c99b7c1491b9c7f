/** Logs and disks that mean harm, or have come to it, through the command line. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from './command-line.js';
import { analyse } from './corpus/analyse.js';
import { corpusLog } from './corpus/corpus.js';
import { differences, type Scored } from './corpus/scoring.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-hostile-'));
const drops = corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl');
const BAD_DISK = pathToFileURL(join(import.meta.dirname, 'bad-disk.mjs')).href;
const MIB = 1024 * 1024;
/** A process that does nothing has 50 MiB; the largest value that is looked at as a whole has 16, held once or twice. */
const MOST_MEMORY = 160 * MIB;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Told {
  readonly logs: readonly {
    bytes: number;
    events: number;
    malformed: number;
    notes: { code: string; message: string }[];
  }[];
  readonly sessions: readonly Scored[];
}

async function report(path: string, disk: object = {}): Promise<{ told: Told; status: number; err: string }> {
  const env = { NODE_OPTIONS: `--import=${BAD_DISK}`, BAD_DISK: JSON.stringify(disk) };
  const { status, out, err } = await run(['report', '--format', 'json', path], undefined, env);
  return { told: (out === '' ? { logs: [], sessions: [] } : JSON.parse(out)) as Told, status, err };
}

/** A log of which `size` bytes at the begin are `begin` and repetitions of `fill`, and the rest is a log of a real server. */
function hostileLog(name: string, begin: string, fill: string, size: number): string {
  const path = join(folder, name.replaceAll(' ', '-'));
  const file = openSync(path, 'w');
  writeSync(file, begin);
  const piece = fill.repeat(MIB / fill.length);
  for (let written = 0; written < size; written += piece.length) writeSync(file, piece);
  writeSync(file, `\n${readFileSync(drops.path, 'utf8')}`);
  closeSync(file);
  return path;
}

const HEADER = '"emitter":"a","type":1,"timestamp":1795417707838917';

describe('a log that begins with', () => {
  test.each([
    ['an event whose emitter is never closed', '{"emitter":"', 'x', 64 * MIB],
    ['an event whose body is never closed', `{${HEADER},"event":{"a":"`, 'x', 64 * MIB],
    ['a number that never ends', '{"type":', '1', 64 * MIB],
    ['brackets a million deep', `{${HEADER},"event":`, '[', MIB],
    ['objects a hundred thousand deep', `{${HEADER},"event":`, '{"a":{"b', MIB],
    ['escaped quotes', '{"log":"', '\\"', 16 * MIB],
  ])('%s: that is said, in bounded memory, and the rest is judged', async (name, begin, fill, size) => {
    const memory = join(folder, 'memory');
    const { told, status, err } = await report(hostileLog(name, begin, fill, size), { memory });
    expect(differences(drops, told.sessions)).toEqual([]);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(told.logs[0]).toMatchObject({ malformed: 1, notes: [{ code: 'cut' }] });
    expect(Number(readFileSync(memory, 'utf8'))).toBeLessThan(MOST_MEMORY);
  });

  test.each([
    ['text without a line break', 'x'],
    ['a string that is never closed', '"'],
  ])('%s: that is said, in bounded memory, and the rest is judged', async (name, begin) => {
    const memory = join(folder, 'memory');
    const { told, status } = await report(hostileLog(name, begin, 'x', 64 * MIB), { memory });
    expect(differences(drops, told.sessions)).toEqual([]);
    expect(status).toBe(1);
    expect(told.logs[0]).toMatchObject({ malformed: 0, notes: [{ code: 'other-text' }] });
    expect(Number(readFileSync(memory, 'utf8'))).toBeLessThan(MOST_MEMORY);
  });

  test.each([
    ['a row of a table without end', 'type,timestamp,session_id,event\n', ','],
    ['a cell of a table without end', 'type,timestamp,session_id,event\n', 'x'],
    ['records without the lines of the others', `{"log":"{\\"type\\":1}\\n","stream":"stdout"}\n`, '{"host":"a"}\n'],
    ['a list without end', `{"log":"{\\"type\\":1}\\n","stream":"stdout"}\n{"log":[`, '1,'],
    ['a line without end behind lines that come newest first', `}\n  "event": {}\n  "type": 1\n{\n`.repeat(50), 'x'],
    [
      'lines of blanks in a table of psql',
      ' {  +\n   "emitter": "a",  +\n   "type": 1,  +\n',
      `${' '.repeat(60_000)}\n`,
    ],
    ['an object of lines with a prefix', '> {"a":1,\n', '>\n'],
  ])('%s: bounded memory', async (name, begin, fill) => {
    const memory = join(folder, 'memory');
    const { err } = await report(hostileLog(name, begin, fill, 32 * MIB), { memory });
    expect(err).not.toMatch(/stack|length|memory/);
    expect(Number(readFileSync(memory, 'utf8'))).toBeLessThan(MOST_MEMORY);
  });

  test('NULs, as a log has them that was cut while it was written to: they say nothing', async () => {
    const { told, status } = await report(hostileLog('NULs', '', '\0', 16 * MIB));
    expect(differences(drops, told.sessions)).toEqual([]);
    expect(status).toBe(1);
    expect(told.logs[0]).toMatchObject({ malformed: 0, notes: [] });
  });
});

describe('a disk that fails', () => {
  test('somewhere: what is missing is said, and what comes before and behind is judged', async () => {
    const path = hostileLog('bad-middle', '', '\n', 2 * MIB);
    const { told, status } = await report(path, { bad: [MIB, MIB + 10_000] });
    expect(differences(drops, told.sessions)).toEqual([]);
    expect(status).toBe(1);
    expect(told.logs[0]).toMatchObject({ malformed: 0, notes: [{ code: 'cut' }] });
    expect(told.logs[0]!.notes[0]!.message).toMatch(
      /^The disk failed to read 12,288 of [\d,]+ bytes, the first of them byte 1,048,576: the events there are missing\.$/,
    );
  });

  test('from some byte on: it is given up, and what comes before is judged', async () => {
    const path = join(folder, 'bad-end');
    writeFileSync(path, Buffer.concat([readFileSync(drops.path), Buffer.alloc(80 * MIB, '\n')]));
    const { told, status } = await report(path, { bad: [MIB, 1e12] });
    expect(differences(drops, told.sessions)).toEqual([]);
    expect(status).toBe(1);
    expect(told.logs[0]!.notes[0]!.message).toContain('The disk failed to read');
  });

  test('everywhere: the log cannot be read', async () => {
    const { status, err } = await report(drops.path, { bad: [0, 1e12] });
    expect(status).toBe(2);
    expect(err).toBe(`janus-events: Cannot read ${drops.path}: EIO: i/o error, read.\n`);
  });

  test('a file of the kernel that cannot be read', async () => {
    const { status, out, err } = await run(['report', '/proc/self/mem']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^janus-events: Cannot read \/proc\/self\/mem: .*\.\n$/);
  });
});

test('servers with very long names are read like others', () => {
  const named = (letter: string, at: number): object => ({
    emitter: letter.repeat(50_000),
    type: 1,
    timestamp: 1_700_000_000_000_000 + at,
    session_id: 7,
    event: { name: 'created', transport: { transport: 'janus.transport.websockets', id: 'c1' } },
  });
  const log = [named('a', 0), named('b', 1), named('b', 2)].map((event) => `${JSON.stringify(event)}\n`).join('');
  const { sessions } = analyse(new TextEncoder().encode(log));
  expect([...sessions].map(({ emitter }) => emitter.length)).toEqual([50_000, 50_000, 50_000]);
});
