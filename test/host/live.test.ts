import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

/** What sampleevh of a recorded run posted, as it went over the wire. */
const RECORDED = 'handlers-A';
const FLAGGED = flaggedIds(`1.1.2/${RECORDED}/events.jsonl`);

interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function recordedPosts(): Post[] {
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

async function post(port: number, posts: readonly Post[]): Promise<number[]> {
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Goes through the steps of a new HTTP profile. */
async function startHttp(
  { quickInput, runCommand }: Pick<Workbench, 'quickInput' | 'runCommand'>,
  name: string,
  port: number,
): Promise<void> {
  await runCommand('Janus: Start Live Session…');
  await quickInput.choose('HTTP and WebSocket');
  await quickInput.answer('Address to listen on');
  await quickInput.answer('Port to listen on', String(port));
  await quickInput.answer('User that Janus has to name', '');
  await quickInput.answer('A name for this profile', name);
}

const statusOf = async (workbench: Workbench, name: string): Promise<string> =>
  (await workbench.statusBarItems()).find(({ text }) => text.startsWith(`${name}:`))?.text ?? '';

test('a live session: started, followed, stopped', async ({ workbench }) => {
  const port = await freePort();
  await workbench.open({ 'notes.txt': 'nothing of Janus\n' });
  await startHttp(
    { quickInput: workbench.quickInput, runCommand: (title) => workbench.runCommand(title) },
    'eu-1',
    port,
  );
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('eu-1: 0/s');
  await workbench.screenshot('live-started');
  expect(new Set(await post(port, recordedPosts()))).toEqual(new Set([200]));
  const frame = await workbench.timelineFrame();
  await expect
    .poll(() => frame.locator('.segments').innerText())
    .toMatch(new RegExp(`Silent\\s*${String(FLAGGED.length)}`));
  await workbench.screenshot('live-followed');
  const problems = await workbench.problems();
  expect(problems.filter(({ code }) => code.startsWith('session-ended')).length).toBe(FLAGGED.length);
  await expect
    .poll(async () => (await workbench.tree('Janus Live')).map(({ label }) => label))
    .toEqual(expect.arrayContaining(['eu-1', `http://127.0.0.1:${String(port)}`]));
  await workbench.screenshot('live-view');
  await workbench.runCommand('Janus: Stop Live Session');
  await expect.poll(() => statusOf(workbench, 'eu-1')).toBe('');
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
  const captures = readdirSync(join(workbench.folder, '.janus')).filter((file) => file.endsWith('.jsonl'));
  expect(captures).toHaveLength(1);
});
