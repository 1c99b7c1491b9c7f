/** What is worth a look below the session, among the findings of a log. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Finding } from '../../../../src/analysis/requests/api.js';
import { bundledPage } from '../../../../src/analysis/findings/help.js';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { LIFE_HINTS } from '../../../../src/lives/hint-codes.js';
import { hintsOf, KIND_NAMES } from '../../../../src/lives/registry.js';
import { HANDLE, LivesStory } from '../../lives/lives-story.js';
import { ID, SECOND } from '../../story.js';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

let analysis: LogAnswers | null = null;
afterEach(() => {
  analysis?.dispose();
});

async function findings(log: LivesStory, limit = 1000): Promise<{ found: Finding[]; total: number }> {
  analysis = new LogAnswers();
  await analysis.ask({ method: 'run', source: { kind: 'bytes', name: 'log', bytes: Uint8Array.from(log.bytes) } });
  const { stamp, total } = await analysis.ask({ method: 'findings', limit, first: 'display', expected: true });
  return { found: [...(await analysis.ask({ method: 'findingsFrom', stamp, from: 0 }))!], total };
}

const destroyed = (): LivesStory =>
  new LivesStory()
    .started(0)
    .transport(SECOND - 9, `c${ID}`, 'connected')
    .attached(SECOND, 'videoroom')
    .told(2 * SECOND, 'videoroom', { event: 'joined', room: 1234, id: 7, display: 'anna' })
    .told(9 * SECOND, 'videoroom', { event: 'destroyed', room: 1234 }, '')
    .update(60 * SECOND);

test('is told where the log shows it, with its session and what else is known', async () => {
  const { found } = await findings(destroyed());
  expect(found).toMatchObject([
    { code: 'videoroom-room/people-inside', cause: null, certainty: null, session: null, range: { startLine: 5 } },
  ]);
  expect(found[0]!.message).toContain('One person was inside, and no event tells that they are gone.');
  expect(found[0]!.related).toMatchObject([{ range: { startLine: 4 } }]);
});

test('what is in a session leads to it', async () => {
  const log = new LivesStory()
    .started(0)
    .transport(SECOND - 9, `c${ID}`, 'connected')
    .attached(SECOND, 'echotest')
    .description(2 * SECOND, 'remote', 'offer')
    .hungUp(15 * SECOND, 'ICE failed');
  const { found } = await findings(log);
  expect(found.map(({ code, session }) => [code, session])).toEqual([['peerconnection/never-up', 0]]);
});

test('sessions come first, and hints are not missed where there is no room', async () => {
  const log = destroyed()
    .transport(61 * SECOND, `c${ID}`, 'disconnected')
    .handle(61 * SECOND + 9, 'detached', ID, HANDLE);
  const { found, total } = await findings(log, 1);
  expect(found.map(({ code }) => code)).toEqual(['session-ended-without-event']);
  expect(total).toBe(1);
});

test('the codes are those that the kinds have, each with a page and a setting', () => {
  const codes = KIND_NAMES.flatMap((kind) => Object.keys(hintsOf(kind)).map((code) => `${kind}/${code}`));
  expect(codes.sort()).toEqual([...LIFE_HINTS]);
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, { properties: Record<string, unknown> }> } };
  };
  const settings = Object.keys(manifest.contributes.configuration.properties['janusEvents.severity']!.properties);
  for (const code of codes) {
    expect(settings).toContain(code);
    expect(readFileSync(join(ROOT, bundledPage(code)!), 'utf8')).toContain(`<a id="${code.split('/')[1]!}">`);
  }
});
