import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { texts } from '../bench/generate.mjs';
import { built, CLI, run } from './command-line.js';
import { corpusLog } from './corpus/corpus.js';
import { differences, type Scored } from './corpus/scoring.js';

const groupsOf = texts('grouped');
const folder = mkdtempSync(join(tmpdir(), 'janus-events-'));
const drops = corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl');
const clean = corpusLog('1.1.2/api-destroy/events.jsonl');

describe('janus-events report', () => {
  test.each([
    '1.1.2/ws-drop-reclaim0/events.jsonl',
    '1.1.2/handlers-C/events.gelf-udp.jsonl',
    '1.4.1/stop-sigterm/events.json',
  ])('judges %s', async (name) => {
    const log = corpusLog(name);
    const { status, out, err } = await run(['report', '--format', 'json', log.path]);
    expect(differences(log, (JSON.parse(out) as { sessions: Scored[] }).sessions)).toEqual([]);
    expect({ status, err }).toEqual({ status: 1, err: '' });
  });

  test('judges the same where the index cannot be written: its disk is full, or it is no folder', async () => {
    const name = '1.1.2/ws-drop-reclaim0/events.jsonl';
    const index = join(folder, 'full');
    const whole = await run(['report', '--format', 'json', corpusLog(name).path]);
    await built;
    const limited = spawnSync(
      'sh',
      [
        '-c',
        'ulimit -f 1; exec "$@" 2>&1 | cat',
        'sh',
        process.execPath,
        CLI,
        'report',
        '--format',
        'json',
        '--index',
        index,
        corpusLog(name).path,
      ],
      { encoding: 'utf8' },
    );
    const [complaint, ...out] = limited.stdout
      .split('\n')
      .sort((a, b) => Number(b.startsWith('janus')) - Number(a.startsWith('janus')));
    expect(complaint).toContain('No index of read logs is kept');
    expect(out.sort()).toEqual(whole.out.split('\n').sort());
    expect(readdirSync(index)).toEqual([]);
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const refused = await run(['report', '--format', 'json', '--index', file, corpusLog(name).path]);
    expect(refused).toMatchObject({ status: 1, out: whole.out });
    expect(refused.err).toContain('No index of read logs is kept');
    expect(await run(['report', '--index', index, '--no-index', clean.path])).toMatchObject({ status: 2 });
  });

  test('with a baseline only what is not in it makes exit 1, and every form tells which is expected', async () => {
    const baseline = join(folder, 'baseline.json');
    const written = await run(['report', '--write-baseline', baseline, '--reason', 'Load test', drops.path]);
    expect(written).toMatchObject({ status: 0, err: '' });
    expect(written.out).toContain('21 ended without a session event, 21 of them expected');
    const list = JSON.parse(readFileSync(baseline, 'utf8')) as { version: number; expected: { session: string }[] };
    const [unexpected, ...expected] = list.expected;
    const gone = { ...expected[0]!, session: '17' };
    writeFileSync(baseline, JSON.stringify({ ...list, expected: [...expected, gone] }));
    const asFormat = (format: string) => run(['report', '--format', format, '--baseline', baseline, drops.path]);
    const text = await asFormat('text');
    expect(text.status).toBe(1);
    expect(text.out).toContain('21 ended without a session event, 20 of them expected');
    expect(text.out).toMatch(/transport-gone\): 1 session\n/);
    expect(text.out).toMatch(
      /1 entry of it is stale: .*\n {2}session 17 [^;]*these\s+logs\s+have\s+no\s+such\s+session/,
    );
    const json = JSON.parse((await asFormat('json')).out) as {
      sessions: { id: string; flagged: boolean; expected: string | null }[];
      baseline: object;
    };
    expect(json.sessions.filter(({ flagged, expected: why }) => flagged && why === null).map(({ id }) => id)).toEqual([
      unexpected!.session,
    ]);
    expect(json.baseline).toMatchObject({ expected: 20, stale: [{ session: '17', why: 'absent' }], elsewhere: 0 });
    const [header, ...rows] = (await asFormat('csv')).out.split('\r\n');
    expect(header).toMatch(/,expected$/);
    expect(rows.filter((row) => row.endsWith(',"Load test"'))).toHaveLength(20);
    expect(await run(['report', '--baseline', baseline, clean.path])).toMatchObject({ status: 0 });
  });

  test('a baseline that cannot be used is told and left as it is', async () => {
    const baseline = join(folder, 'damaged.json');
    writeFileSync(baseline, '{"version":1,"expected":[{"session":"1"}]}');
    for (const args of [
      ['--baseline', baseline],
      ['--write-baseline', baseline, '--reason', 'Load test'],
    ]) {
      const { status, out, err } = await run(['report', ...args, drops.path]);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toContain('in entry 1 of "expected" "server" is not as it has to be');
    }
    expect(readFileSync(baseline, 'utf8')).toBe('{"version":1,"expected":[{"session":"1"}]}');
    expect((await run(['report', '--baseline', join(folder, 'none.json'), drops.path])).status).toBe(2);
    expect((await run(['report', '--write-baseline', baseline, drops.path])).err).toContain('--reason belong together');
  });

  test('exits 0 when nothing is flagged', async () => {
    expect(await run(['report', clean.path])).toMatchObject({ status: 0, err: '' });
  });

  test('reads standard input, compressed too', async () => {
    const { status, out } = await run(['report', '-'], gzipSync(readFileSync(drops.path)));
    expect(status).toBe(1);
    expect(out).toContain('standard input: JSON Lines, gzip');
    const sarif = await run(['report', '--format=sarif', '-'], readFileSync(drops.path));
    expect(JSON.parse(sarif.out)).toMatchObject({ version: '2.1.0' });
  });

  test('takes several logs for one story, and a server log', async () => {
    const whole = readFileSync(drops.path);
    const cut = whole.lastIndexOf('\n', whole.length / 2) + 1;
    const parts = [whole.subarray(0, cut), whole.subarray(cut)].map((bytes, k) => {
      const path = join(folder, `part-${String(k)}.jsonl`);
      writeFileSync(path, bytes);
      return path;
    });
    const serverLog = corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl').path.replace('events.jsonl', 'janus.log');
    const { out } = await run(['report', '--format', 'json', ...parts, '--server-log', serverLog]);
    const report = JSON.parse(out) as { logs: { format: string }[]; sessions: Scored[] };
    expect(differences(drops, report.sessions)).toEqual([]);
    expect(report.logs.map(({ format }) => format)).toEqual(['JSON Lines', 'JSON Lines', 'Janus server log, text']);
  });

  test('tells the same of a large log, for which a second thread helps, as of the same bytes in a pipe', async () => {
    const large = join(folder, 'large.json');
    const whole = readFileSync(drops.path);
    const filler: Buffer[] = [];
    for (let size = 0; size < 65 * 1024 * 1024; size += filler.at(-1)!.length)
      filler.push(Buffer.from(`${groupsOf.next().value as string}\n`));
    const bytes = Buffer.concat([...filler, whole, Buffer.from('{"cut":')]);
    writeFileSync(large, bytes);
    const [file, pipe] = await Promise.all([
      run(['report', '--format', 'json', large]),
      run(['report', '--format', 'json', '-'], bytes),
    ]);
    expect({ status: file.status, err: file.err }).toEqual({ status: 1, err: '' });
    const again = await run(['report', '--format', 'json', '--verbose', large]);
    expect(again.err).toContain('The index had everything');
    expect(again.out).toBe(file.out);
    expect((await run(['report', '--verbose', '--no-index', large])).err).toContain('Everything was read');
    const names = (out: string): unknown => ({ ...(JSON.parse(out) as object), logs: null });
    expect(names(file.out)).toEqual(names(pipe.out));
    const logOf = (out: string): unknown => ({ ...(JSON.parse(out) as { logs: object[] }).logs[0], path: '' });
    expect(logOf(file.out)).toEqual(logOf(pipe.out));
    expect(logOf(file.out)).toMatchObject({ bytes: bytes.length, malformed: 1 });
  });

  test('exits 2 where nothing can be read as events, and says why', async () => {
    const empty = join(folder, 'empty.json');
    writeFileSync(empty, '');
    expect(await run(['report', empty])).toMatchObject({
      status: 2,
      err: `janus-events: ${empty} holds no Janus events: it is empty.\n`,
    });
    const other = await run(['report', '-'], Buffer.from('{"hello":[1,2,3]}'));
    expect(other.status).toBe(2);
    expect(other.err).toMatch(/^janus-events: standard input holds no Janus events: nothing in it has/);
  });

  test.each([
    ['a zip file', Buffer.from('504b0304140000000800', 'hex'), /this is a zip file: unpack it/],
    ['a zstd file', Buffer.from('28b52ffd24510000', 'hex'), /this is a zstd file: uncompress it \(zstd/],
    ["Janus' own log", Buffer.from('[Mon Aug  5 13:40:44 2019] Creating new session: 84; 0x7f\n'), /--server-log/],
    ['messages of the API', Buffer.from('{"janus":"create","transaction":"x"}\n'), /messages of the Janus API/],
    ["Python's printing", Buffer.from("{'emitter': 'j', 'type': 1}\n"), /json\.dumps/],
    ["Node's printing", Buffer.from("{\n  emitter: 'j',\n  type: 1,\n"), /JSON\.stringify/],
  ])('says what %s is', async (_, bytes, why) => {
    const { status, err } = await run(['report', '-'], bytes);
    expect(status).toBe(2);
    expect(err).toMatch(why);
    const beside = join(folder, 'beside');
    writeFileSync(beside, bytes);
    expect(await run(['report', drops.path, beside])).toMatchObject({ status: 2 });
  });

  test('waits for two bytes to tell gzip', async () => {
    const child = spawn(process.execPath, [CLI, 'report', '-']);
    const whole = gzipSync(readFileSync(drops.path));
    let out = '';
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stdin.write(whole.subarray(0, 1), () => setImmediate(() => child.stdin.end(whole.subarray(1))));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(out).toContain('standard input: JSON Lines, gzip');
  });

  test("takes Janus' own lines between the events for its log", async () => {
    const lines = [
      '[WEBRTC_EVENT] {"timestamp":"1.2","event":{"emitter":"a","type":128,"timestamp":1700000001000000,"event":{"transport":"janus.transport.websockets","id":"0x1","data":{"event":"connected"}}}}',
      '[Tue Nov 14 22:13:21 2023] Creating new session: 5200000000000001; 0x7f00',
      '[WEBRTC_EVENT] {"timestamp":"1.2","event":{"emitter":"a","type":1,"timestamp":1700000001010000,"session_id":5200000000000001,"event":{"name":"created","transport":{"transport":"janus.transport.websockets","id":"0x1"}}}}',
      '[WEBRTC_EVENT] {"timestamp":"1.2","event":{"emitter":"a","type":128,"timestamp":1700000030000000,"event":{"transport":"janus.transport.websockets","id":"0x1","data":{"event":"disconnected"}}}}',
      '[Tue Nov 14 22:13:50 2023]   -- Marking Session 5200000000000001 as over',
      '[Tue Nov 14 22:13:50 2023] Destroying session 5200000000000001; 0x7f00',
      '[WEBRTC_EVENT] {"timestamp":"1.2","event":{"emitter":"a","type":128,"timestamp":1700000060000000,"event":{"transport":"janus.transport.websockets","id":"0x2","data":{"event":"connected"}}}}',
      '',
    ];
    const { out } = await run(['report', '--format', 'json', '-'], Buffer.from(lines.join('\n')));
    const { logs, sessions } = JSON.parse(out) as { logs: { format: string }[]; sessions: Scored[] };
    expect(logs.map(({ format }) => format)).toEqual(['JSON Lines, in envelopes', 'Janus server log, text']);
    expect(sessions).toMatchObject([{ id: '5200000000000001', state: 'ended' }]);
  });

  test('takes an empty part and one that only repeats for parts of a log', async () => {
    const empty = join(folder, 'rotated.json');
    writeFileSync(empty, '');
    expect(await run(['report', clean.path, empty])).toMatchObject({ status: 0 });
    const again = join(folder, 'again.json');
    writeFileSync(again, readFileSync(clean.path));
    expect(await run(['report', clean.path, again])).toMatchObject({ status: 0, err: '' });
  });

  test.each([
    ['a file that is not there', join(folder, 'nowhere.json'), /there is no such file/],
    ['a directory', folder, /it is a directory/],
  ])('exits 2 for %s, and reports nothing', async (_what, path, message) => {
    const { status, out, err } = await run(['report', drops.path, path]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ at .*:\d+/);
  });

  test.each([
    [[], 'No command'],
    [['report'], 'No log'],
    [['report', '--frobnicate', 'x'], "Unknown option '--frobnicate'"],
    [['report', '--format', 'xml', 'x'], 'no format "xml"'],
    [['report', '-', '-'], 'once only'],
    [['convert', 'x'], 'no command "convert"'],
  ])('exits 2 with the usage for %j', async (args, message) => {
    const { status, err } = await run(args);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain('Usage: janus-events report');
  });

  test('helps and knows its version', async () => {
    expect((await run(['--help'])).out).toContain('--server-log FILE');
    expect((await run(['--version'])).out).toMatch(/^janus-events \d+\.\d+\.\d+\n$/);
  });

  test('says nothing when its reader goes', async () => {
    const child = spawn(process.execPath, [CLI, 'report', '--format', 'json', drops.path]);
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, err }).toEqual({ status: 1, err: '' });
  });
});
