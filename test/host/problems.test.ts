import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { expectedSessions, flaggedIds } from './harness/expected.js';
import { test } from './harness/host-test.js';

const CHURN = '1.1.2/churn/events.jsonl';

test('Problems lists each session that ended silently, where and why', async ({ workbench }) => {
  await workbench.open({ 'busy.jsonl': { corpus: CHURN } });
  await workbench.openFile('busy.jsonl');
  await expect.poll(async () => (await workbench.problems()).length).toBe(77);
  await workbench.screenshot('problems');
  const problems = await workbench.problems();
  // A session id can be used twice: of its lives only a flagged one is listed.
  const flagged = expectedSessions(CHURN).filter((session) => session.expect === 'flagged');
  const causes = new Map(flagged.map(({ id, cause }) => [id, cause]));
  expect(problems.map(({ message }) => /^Session (\d+)/.exec(message)?.[1]).sort()).toEqual(flaggedIds(CHURN));
  for (const problem of problems) {
    const id = /^Session (\d+)/.exec(problem.message)?.[1] ?? '';
    expect(problem.source).toBe('Janus');
    expect(problem.code).toBe(`session-ended-without-event (${causes.get(id) ?? ''})`);
    expect(problem.codeTarget).toMatch(/\/media\/causes\/transport-gone\.md$/);
    expect(problem.column).toBe(1);
    expect(problem.endLine).toBe(problem.line);
    expect(problem.endColumn).toBeGreaterThan(100);
    expect(problem.related[0]?.message).toMatch(/created/);
  }
  expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['error', 'warning']));
});

test('the code of a finding leads to the page that explains it', async ({ workbench }) => {
  await workbench.open({ 'drops.jsonl': { corpus: '1.1.2/ws-drop-reclaim0/events.jsonl' } });
  await workbench.openFile('drops.jsonl');
  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
  await workbench.page.locator('.markers-panel a.monaco-link').first().click();
  await expect.poll(async () => (await workbench.activeEditor()).name).toMatch(/transport-gone\.md/);
  await workbench.screenshot('explanation');
});

test('settings make a cause quieter, and one that is wrong is no obstacle', async ({ workbench }) => {
  const logs = {
    'drops.jsonl': { corpus: '1.1.2/ws-drop-reclaim0/events.jsonl' },
    'stopped.jsonl': { corpus: '1.1.2/stop-sigterm/events.jsonl' },
    'killed.jsonl': { corpus: '1.1.2/kill9-restart/events.jsonl' },
  };
  const severity = { 'transport-gone': 'information', 'server-stopped': 'off', 'server-crashed': 'deafening' };
  await workbench.open(logs, { 'janusEvents.severity': severity });
  for (const [name, status] of [
    ['drops.jsonl', 'Janus: 23 sessions, 21 silent'],
    ['stopped.jsonl', 'Janus: 5 sessions, 4 silent'],
    ['killed.jsonl', 'Janus: 10 sessions, 4 silent'],
  ] as const) {
    await workbench.openFile(name);
    await expect.poll(async () => (await workbench.statusBarItems()).map(({ text }) => text)).toContain(status);
  }
  const of = async (name: string): Promise<string[]> =>
    (await workbench.problems()).filter(({ file }) => file === name).map((problem) => problem.severity);
  await expect.poll(() => of('drops.jsonl')).toEqual(Array(21).fill('info'));
  await expect.poll(() => of('killed.jsonl')).toHaveLength(4);
  expect(await of('stopped.jsonl')).toEqual([]);
});

test('a masked log has one finding, not one per session', async ({ workbench }) => {
  await workbench.open({ 'masked.json': { corpus: '1.1.2/mask-no-sessions/events.json' } });
  await workbench.openFile('masked.json');
  await expect
    .poll(async () => (await workbench.problems()).filter(({ source }) => source === 'Janus'))
    .toMatchObject([{ code: 'sessions-masked', severity: 'info', source: 'Janus', related: [] }]);
});

test('a session is marked as expected with a reason, in a file that nobody but people damages', async ({
  workbench,
}) => {
  await workbench.open({ 'drops.jsonl': { corpus: '1.1.2/ws-drop-reclaim0/events.jsonl' } });
  await workbench.openFile('drops.jsonl');
  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
  const file = join(workbench.folder, 'janus-events-expected.json');
  const mark = async (label: string, reason: string): Promise<void> => {
    await (await workbench.treeRow('Janus Sessions', label)).click({ button: 'right' });
    await workbench.chooseInMenu('Mark as Expected');
    await workbench.quickInput.answer('Why is it expected', reason);
    // The answer is looked over by the extension before it is taken; another command would take its place.
    await workbench.page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
  };
  await mark('8468901401396575', 'Load test');
  await expect.poll(async () => (await workbench.problems()).length).toBe(20);
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Janus: 23 sessions, 21 silent (1 expected)');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    version: 1,
    expected: [{ server: 'janus-112', session: '8468901401396575', cause: 'transport-gone', reason: 'Load test' }],
  });
  await workbench.runCommand('Janus: Open Timeline');
  await (await workbench.timelineFrame()).locator('canvas').first().waitFor();
  await workbench.screenshot('expected');
  await workbench.runCommand('Janus: Expected Findings…');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Load test' }).waitFor();
  await workbench.screenshot('expected-list');
  await workbench.page.keyboard.press('Escape');
  const damaged = '{"version":1,"expected":[{"session":"8468901401396575"}]}';
  writeFileSync(file, damaged);
  // A notification goes after some seconds.
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringContaining('cannot be used: in entry 1'));
  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
  await mark('1869904064028244', 'Load test');
  expect(readFileSync(file, 'utf8')).toBe(damaged);
});
