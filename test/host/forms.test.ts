import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../setup/steps.mjs';
import { test } from './harness/host-test.js';
import type { Problem } from './harness/problems.js';
import type { Workbench } from './harness/workbench.js';

/** Five sessions over several transports; a shutdown ends four of them silently. */
const LOG = readFileSync(join(ROOT, 'test', 'corpus', '1.1.2/stop-sigterm/events.jsonl'), 'utf8');
const EVENTS = LOG.split('\n').filter((line) => line !== '');
const INDENTED = EVENTS.flatMap((event) => JSON.stringify(JSON.parse(event), null, 3).split('\n'));

/** A record of a container's log. */
const record = (log: string): string => JSON.stringify({ log, stream: 'stdout', time: '2026-11-23T07:08:20Z' });

/** {"a":{"b":1}} as {"a.b":1}. */
function flattened(value: object, path = ''): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? flattened(inner, `${path}${key}.`) : { [path + key]: inner },
  );
  return Object.assign({}, ...entries) as Record<string, unknown>;
}

/** The log in other forms, by the name of the file. */
const FORMS: Record<string, string | Uint8Array> = {
  'table.csv': [
    'id,received,payload',
    ...EVENTS.map((event, k) => `${String(k)},2026-11-23,"${event.replaceAll('"', '""')}"`),
    '',
  ].join('\n'),
  'utf16.jsonl': Buffer.from(`\ufeff${LOG.replaceAll('\n', '\r\n')}`, 'utf16le'),
  'container.log': INDENTED.map((line) => `${record(`${line}\n`)}\n`).join(''),
  // One line of many events, which Docker keeps in parts of 16 KiB.
  'parts.log': (`[${EVENTS.join(`,${' '.repeat(500)}`)}]`.match(/.{1,16384}/gs) ?? [])
    .map((part, k, { length }) => `${record(k === length - 1 ? `${part}\n` : part)}\n`)
    .join(''),
  'comment.txt': INDENTED.map((line) => ` * ${line}\n`).join(''),
  'between.log': EVENTS.map(
    (event) => `INFO: "POST / HTTP/1.1" 200 OK\n${JSON.stringify(JSON.parse(event), null, 2)}\n`,
  ).join(''),
  'flat.jsonl': EVENTS.map((event) => `${JSON.stringify(flattened(JSON.parse(event) as object))}\n`).join(''),
};

const statuses = async (workbench: Workbench): Promise<string[]> =>
  (await workbench.statusBarItems()).map(({ text }) => text);

/** What is selected in the editor in front, as copying gives it. */
async function selectedText(workbench: Workbench): Promise<string> {
  await workbench.page.evaluate(() => navigator.clipboard.writeText(''));
  await workbench.pressKey('Control+c');
  return workbench.page.evaluate(() => navigator.clipboard.readText());
}

test('a log in any form has its findings, each at its place', { timeout: 600_000 }, async ({ workbench }) => {
  await workbench.open(FORMS);
  for (const name of Object.keys(FORMS)) {
    const what = { message: name };
    await workbench.openFile(name);
    await expect.poll(() => statuses(workbench), what).toContain('Janus: 5 sessions, 4 silent');
    const ofThis = async (): Promise<Problem[]> =>
      (await workbench.problems()).filter(({ file, source }) => file === name && source === 'Janus');
    await expect
      .poll(async () => (await ofThis()).filter(({ code }) => code.startsWith('session-ended')).length, what)
      .toBe(4);
    const notes = (await ofThis()).filter(({ severity }) => severity === 'info');
    expect(notes.length, name).toBeLessThanOrEqual(1);

    // Where the text has to be decoded, the jump leads to the decoded one.
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.runCommand('Janus: Next Flagged Session');
    await expect.poll(async () => (await workbench.activeEditor()).selected, what).toBeGreaterThan(50);
    await expect
      .poll(() => selectedText(workbench), what)
      .toMatch(/"(event\.)?status"\s*:\s*"shutdown"|"disconnected"/);
    expect(await workbench.notifications(), name).toEqual([]);
    await workbench.screenshot(`form-${name}`);
    await workbench.runCommand('View: Close All Editors');
    await expect.poll(() => workbench.tabs()).toEqual([[]]);
  }
});

test("a log with Janus' own lines between its events is its own server log", async ({ workbench }) => {
  const event = (second: number, rest: object): string =>
    `[WEBRTC_EVENT] ${JSON.stringify({ emitter: 'one', timestamp: (1_700_000_000 + second) * 1e6, ...rest })}`;
  const connection = { transport: 'janus.transport.websockets', id: '0x1' };
  const lines = [
    event(1, { type: 128, event: { ...connection, data: { event: 'connected' } } }),
    '[Tue Nov 14 22:13:21 2023] Creating new session: 52; 0x7f00',
    event(1, { type: 1, session_id: 52, event: { name: 'created', transport: connection } }),
    event(30, { type: 128, event: { ...connection, data: { event: 'disconnected' } } }),
    '[Tue Nov 14 22:13:50 2023]   -- Marking Session 52 as over',
    '[Tue Nov 14 22:13:50 2023] Destroying session 52; 0x7f00',
    event(400, { type: 128, event: { ...connection, id: '0x2', data: { event: 'connected' } } }),
  ];
  await workbench.open({ 'both.log': `${lines.join('\n')}\n` });
  await workbench.openFile('both.log');
  await expect.poll(() => statuses(workbench)).toContain('Janus: 1 session, 1 silent');
  await expect
    .poll(async () => (await workbench.problems()).map(({ line, message }) => [line, message]))
    .toEqual(
      expect.arrayContaining([
        [5, expect.stringContaining('The server log shows its end at 22:13:50.000 UTC')],
        [1, "Janus' own lines stand between the events: they were read as its log."],
      ]),
    );

  await workbench.runCommand('Janus: Open Timeline');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('body').innerText()).toMatch(/Silent\s+1/);
  await frame.locator('.lanes-focus').press('n');
  await frame.locator('.evidence a, .evidence vscode-link', { hasText: 'line 5' }).first().click();
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ name: 'both.log', line: 5, column: 1 });
});

test('what is known and holds no events is named', async ({ workbench }) => {
  await workbench.open({
    'janus.log': '[Tue Nov 14 22:13:21 2023] Creating new session: 52; 0x7f00\n',
    'log.zip': Buffer.from('504b03040a0000000000', 'hex'),
  });
  for (const [name, words] of [
    ['janus.log', /^janus\.log holds no Janus events: this is Janus' own log, .*--server-log/],
    ['log.zip', /^log\.zip holds no Janus events: this is a zip/],
  ] as const) {
    await workbench.quickInput.pick('Control+p', name, name);
    await workbench.runCommand('Janus: Open Timeline');
    await expect
      .poll(() => workbench.notifications())
      .toEqual(expect.arrayContaining([expect.stringMatching(words) as string]));
  }
});
