/** What the tests of captures share: one that is written, and the events in it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { Capture, type CaptureOptions } from '../../../../src/live/capture/capture.js';

/** Of the test that runs: its folder, the file in it that is written, and what was told meanwhile. */
export let folder: string;
export let path: string;
export let notices: string[];
let open: Capture[];

/** Gives each test of the file a folder of its own, which is removed after it. */
export function eachInItsOwnFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'capture-'));
    path = join(folder, 'capture.jsonl');
    notices = [];
    open = [];
  });

  afterEach(async () => {
    await Promise.all(open.map((capture) => capture.close()));
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Writes into another file from now on. */
export function writeTo(file: string): void {
  path = file;
}

export async function capturing(options: Partial<CaptureOptions> = {}): Promise<Capture> {
  const capture = await Capture.open({ path, notice: (message) => notices.push(message), ...options });
  open.push(capture);
  return capture;
}

export const event = (n: number, more = ''): string =>
  `{"emitter":"j","type":1,"timestamp":${1795417200000000 + n},"session_id":${n + 1},"event":{"name":"created"${more}}}`;
export const message = (...numbers: number[]): Uint8Array => Buffer.from(`[${numbers.map((n) => event(n)).join(',')}]`);
export const written = (file = path): string => readFileSync(file, 'utf8');
export const linesOf = (...numbers: number[]): string => numbers.map((n) => `${event(n)}\n`).join('');
