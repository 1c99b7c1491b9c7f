/** Live sessions in the workbench, and what a Janus that was recorded sends to them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { freePorts } from '../../live/harness/free-ports.js';
import { ROOT } from '../../setup/steps.mjs';
import { flaggedIds } from './expected.js';
import type { Workbench } from './workbench.js';

/** What sampleevh of a recorded run posted, as it went over the wire. */
const RECORDED = 'handlers-A';
/** The sessions of it that ended silently. */
export const FLAGGED = flaggedIds(`1.1.2/${RECORDED}/events.jsonl`);

export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Its POSTs, in their order. */
export function recordedPosts(): Post[] {
  const wire = readFileSync(join(ROOT, 'test', 'corpus', '1.1.2', RECORDED, 'wire', 'sampleevh.ndjson'), 'utf8');
  return wire
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { headers, b64 } = JSON.parse(line) as { headers: Record<string, string>; b64: string };
      const { 'content-type': type = '', 'content-encoding': encoding } = headers;
      return {
        headers: { 'content-type': type, ...(encoding !== undefined && { 'content-encoding': encoding }) },
        body: Buffer.from(b64, 'base64'),
      };
    });
}

/** How many events they carry. */
export function eventsIn(posts: readonly Post[]): number {
  const texts = posts.map(({ headers, body }) => ('content-encoding' in headers ? gunzipSync(body) : body).toString());
  return texts.reduce((sum, text) => sum + ([] as unknown[]).concat(JSON.parse(text)).length, 0);
}

/** Sends them one after another; returns the answers' status. */
export async function post(port: number, posts: readonly Post[]): Promise<number[]> {
  const answers: number[] = [];
  for (const { headers, body } of posts) {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    await answer.arrayBuffer();
    answers.push(answer.status);
  }
  return answers;
}

export async function freePort(): Promise<number> {
  const [port] = (await freePorts(1)) as [number];
  return port;
}

/** Goes through the steps of a new HTTP profile. */
export async function startHttp(workbench: Workbench, name: string, port: number): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('Janus: Start Live Session…');
  await quickInput.choose('HTTP and WebSocket');
  await quickInput.answer('Address to listen on');
  await quickInput.answer('Port to listen on', String(port));
  await quickInput.answer('User that Janus has to name', '');
  await quickInput.answer('A name for this profile', name);
}

/** What the status bar says of a session: `eu-1: 12/s`; empty when there is none. */
export const statusOf = async (workbench: Workbench, name: string): Promise<string> =>
  (await workbench.statusBarItems()).find(({ text }) => text.startsWith(`${name}:`))?.text ?? '';

/** The texts of the rows of the view. */
export const liveRows = async (workbench: Workbench): Promise<string[]> =>
  (await workbench.tree('Janus Live')).map(({ label }) => label);

/** Names of the captures in a folder. */
export const capturesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.jsonl')) : [];

/** Waits until the timeline counts so many silent endings. */
export async function silentEndings(workbench: Workbench, count: number): Promise<void> {
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(new RegExp(`Silent\\s*${String(count)}`));
}
