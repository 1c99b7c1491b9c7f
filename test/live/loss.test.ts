/** Nothing that was acknowledged is lost, whatever happens in the middle. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyse } from '../unit/corpus/analyse.js';
import { event } from '../unit/live/events.js';
import { freePorts } from './harness/free-ports.js';
import { startListener, type Listener } from './harness/listener.js';
import { until } from './harness/until.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loss-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Resolves with the status; rejects if the connection ends before an answer or none comes within `wait` ms. */
function post(port: number, body: string, agent: Agent | undefined, wait = 10_000): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        timeout: wait,
        ...(agent && { agent }),
      },
      (response) => {
        response.resume();
        resolve(response.statusCode!);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Senders as sampleevh is one: each sends its events in groups and sends a group again until it is answered. `acknowledged`
 * and `sent` are the numbers of events.
 */
class Senders {
  readonly sent = new Set<number>();
  readonly acknowledged = new Set<number>();
  private stopped = false;
  private next = 0;
  private readonly running: Promise<void>[];

  constructor(
    private readonly port: number,
    count: number,
    private readonly most = Infinity,
  ) {
    this.running = Array.from({ length: count }, (_, k) => this.run(k % 2 === 0));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private async run(keepAlive: boolean): Promise<void> {
    const agent = new Agent({ keepAlive, maxSockets: 1 });
    while (!this.stopped && this.next < this.most) {
      const group = Array.from({ length: 1 + (this.next % 7) }, () => this.next++);
      const body = `[${group.map(event).join(',')}]`;
      for (const n of group) this.sent.add(n);
      while (!(await this.taken(body, agent))) if (this.isStopped()) return;
      for (const n of group) this.acknowledged.add(n);
    }
    agent.destroy();
  }

  private isStopped(): boolean {
    return this.stopped;
  }

  private async taken(body: string, agent: Agent): Promise<boolean> {
    try {
      return (await post(this.port, body, agent)) === 200;
    } catch {
      await delay(20);
      return false;
    }
  }
}

interface Found {
  /** How often each number stands in the capture. */
  readonly times: Map<number, number>;
  readonly broken: string[];
}

function found(text: string): Found {
  const times = new Map<number, number>();
  const broken: string[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const n = Number(/"session_id":(\d+)/.exec(line)?.[1]) - 1;
    if (line !== event(n)) broken.push(line);
    else times.set(n, (times.get(n) ?? 0) + 1);
  }
  return { times, broken };
}

/** Everything acknowledged is there, nothing that was not sent, and the engine sees each event once. */
function expectNothingLost(senders: Senders, paths: string[], torn: number): void {
  // Read once: a listener may be writing.
  const captured = Buffer.concat(paths.map((path) => readFileSync(path)));
  const { times, broken } = found(captured.toString());
  expect(broken.length).toBeLessThanOrEqual(torn);
  expect([...senders.acknowledged].filter((n) => !times.has(n))).toEqual([]);
  expect([...times.keys()].filter((n) => !senders.sent.has(n))).toEqual([]);
  const report = analyse(captured);
  expect(report.logs[0]!.events).toBe(times.size);
  const copies = [...times.values()].reduce((sum, count) => sum + count - 1, 0);
  expect(report.logs[0]!.duplicates).toBe(copies);
}

test('killed in the middle of concurrent posts, again and again', async () => {
  const out = join(folder, 'killed.jsonl');
  const [port] = (await freePorts(1)) as [number];
  const start = async (): Promise<Listener> => {
    const listener = startListener(['--http', String(port), '--out', out]);
    await listener.where('http');
    return listener;
  };
  let listener = await start();
  const senders = new Senders(port, 16);
  for (let round = 0; round < 5; round++) {
    const before = senders.acknowledged.size;
    await until('events are acknowledged', () => senders.acknowledged.size > before + 200);
    await listener.end('SIGKILL');
    listener = await start();
  }
  await senders.stop();
  expect((await listener.end()).status).toBe(0);
  expect(senders.acknowledged.size).toBeGreaterThan(1000);
  expectNothingLost(senders, [out], 5);
});

test('stopped and started again while events come: nothing acknowledged is missing', async () => {
  const out = join(folder, 'stopped.jsonl');
  const [port] = (await freePorts(1)) as [number];
  let senders: Senders | null = null;
  for (let round = 0; round < 4; round++) {
    const listener = startListener(['--http', String(port), '--out', out, '--fsync', '--max-size', '100K']);
    await listener.where('http');
    senders ??= new Senders(port, 12);
    const before = senders.acknowledged.size;
    await until('events are acknowledged', () => senders!.acknowledged.size > before + 300);
    expect((await listener.end()).status).toBe(0);
  }
  await senders!.stop();
  const parts = readFileNames(out);
  expect(parts.length).toBeGreaterThan(1);
  expectNothingLost(senders!, parts, 0);
});

function readFileNames(out: string): string[] {
  return execFileSync('sh', ['-c', `ls ${out.replace(/\.jsonl$/, '')}*.jsonl`], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

/** A folder on a disk of its own that holds a few kilobytes, or null where none may be mounted. */
function smallDisk(kilobytes: number): string | null {
  const path = join(folder, 'small-disk');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}

test('a disk that is full: nothing is acknowledged until there is room, then everything is', async () => {
  const disk = smallDisk(256);
  // Where nothing may be mounted, a limit on the size of files stands in; it is lifted by moving the file away.
  const prefix = disk === null ? ['prlimit', `--fsize=${200 * 1024}`] : [];
  const out = join(disk ?? folder, 'full.jsonl');
  const ballast = join(disk ?? folder, 'ballast');
  if (disk !== null) writeFileSync(ballast, Buffer.alloc(150 * 1024));
  const [port] = (await freePorts(1)) as [number];
  const listener = startListener(['--http', String(port), '--out', out], { prefix });
  try {
    await listener.where('http');
    const senders = new Senders(port, 8, 1500);
    await until('the disk is full', () => /the disk is full|largest size/.test(listener.err()));
    const { size } = statSync(out);
    const before = senders.acknowledged.size;
    // Nor is anybody answered who gives up waiting, though the listener tries to write it again and again.
    const more = `[${Array.from({ length: 100 }, (_, n) => event(n)).join(',')}]`;
    await expect(post(port, more, undefined, 1500)).rejects.toThrow('no answer in time');
    // What an attempt could write is taken back before the next one.
    await expect.poll(() => statSync(out).size).toBeLessThanOrEqual(size);
    expect(senders.acknowledged.size).toBe(before);
    expectNothingLost(senders, [out], 1);
    const parts = [out];
    if (disk !== null) rmSync(ballast);
    else {
      execFileSync('mv', [out, `${out}.1`]);
      parts.unshift(`${out}.1`);
    }
    await until('everything is acknowledged', () => senders.acknowledged.size >= 1500);
    await senders.stop();
    expect(listener.err()).toContain('can be written again');
    expect((await listener.end()).status).toBe(0);
    expect(senders.acknowledged.size).toBe(senders.sent.size);
    expectNothingLost(senders, parts, 0);
  } finally {
    await listener.end('SIGKILL');
    if (disk !== null) execFileSync('umount', [disk]);
  }
});

test('a start on a full disk leaves nothing behind', async () => {
  const empty = join(folder, 'no-room');
  mkdirSync(empty);
  const out = join(empty, 'new.jsonl');
  // No file may have a byte: what a full disk comes to.
  const { status, err } = await startListener(['--http', '0', '--out', out], { prefix: ['prlimit', '--fsize=0'] })
    .ended;
  expect([status, err]).toEqual([2, expect.stringContaining(`Cannot write ${out}.lock`)]);
  expect(readdirSync(empty)).toEqual([]);
  const listener = startListener(['--http', '0', '--out', out]);
  await listener.where('http');
  expect((await listener.end()).status).toBe(0);
});

test('a burst of many small posts beside large ones: all of it is there, and memory is bounded', async () => {
  const out = join(folder, 'burst.jsonl');
  const listener = startListener(['--http', '0', '--out', out]);
  const port = Number(new URL(await listener.where('http')).port);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, k) => from + k);
  const bodies = [
    ...numbers(0, 3000).map((n) => event(n)),
    ...numbers(0, 5).map(
      (k) =>
        `[${numbers(3000 + k * 5000, 5000)
          .map(event)
          .join(',')}]`,
    ),
  ];
  const statuses = await Promise.all(bodies.map((body) => post(port, body, agent, 60_000)));
  agent.destroy();
  expect(new Set(statuses)).toEqual(new Set([200]));
  const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${listener.pid}/status`, 'utf8'))!;
  expect(Number(peak)).toBeLessThan(400 * 1024);
  expect((await listener.end()).status).toBe(0);
  const { times, broken } = found(readFileSync(out, 'utf8'));
  expect([times.size, broken]).toEqual([28_000, []]);
});

test('chaos: killed, stopped, its file deleted from under it and moved away', async () => {
  const out = join(folder, 'chaos.jsonl');
  const [port] = (await freePorts(1)) as [number];
  const moved: string[] = [];
  const start = async (): Promise<Listener> => {
    const listener = startListener(['--http', String(port), '--out', out, '--max-size', '200K']);
    await listener.where('http');
    return listener;
  };
  let listener = await start();
  const senders = new Senders(port, 16);
  for (const action of ['kill', 'move', 'stop', 'pause', 'kill', 'move', 'kill', 'pause', 'stop']) {
    const before = senders.acknowledged.size;
    await until('events are acknowledged', () => senders.acknowledged.size > before + 150);
    if (action === 'move') {
      moved.push(`${out}.moved-${moved.length}`);
      execFileSync('mv', [out, moved.at(-1)!]);
    } else if (action === 'pause') {
      process.kill(listener.pid, 'SIGSTOP');
      await until('it stands still', () => / T /.test(readFileSync(`/proc/${listener.pid}/stat`, 'utf8')));
      process.kill(listener.pid, 'SIGCONT');
    } else {
      await listener.end(action === 'kill' ? 'SIGKILL' : 'SIGTERM');
      listener = await start();
    }
  }
  await senders.stop();
  expect((await listener.end()).status).toBe(0);
  expectNothingLost(senders, [...moved, ...readFileNames(out)], 3);
});
