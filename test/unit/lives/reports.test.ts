import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { run } from '../command-line.js';
import type { Story } from '../story.js';
import { ID, SECOND } from '../story.js';
import { analysed, HANDLE, LivesStory } from './lives-story.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const schema = JSON.parse(readFileSync(join(ROOT, 'media', 'schema', 'report.schema.json'), 'utf8')) as object;
const logOf = (name: string): string => join(ROOT, 'test', 'corpus-lives', name);
const media = logOf('1.1.2/vr-media/events.jsonl');

describe('janus-events report --lives', () => {
  test.each([['--lives', 'all'], []])('its JSON keeps to the schema that is shipped: %s %s', async (...options) => {
    const { out } = await run(['report', '--format', 'json', ...options, media]);
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(out));
    expect(validate.errors).toBeNull();
  });

  test('within refers to the list itself, whatever was asked for', async () => {
    const { out } = await run(['report', '--format', 'json', '--lives', 'handle,videoroom-participant', media]);
    const { lives } = JSON.parse(out) as {
      lives: { kind: string; within: number | null; ids: Record<string, string> }[];
    };
    for (const { kind, within, ids } of lives)
      if (kind === 'videoroom-participant') expect(lives[within!]!.ids.handle_id).toBe(ids.handle_id);
  });

  test('a plugin stands for all of its kinds', async () => {
    const { out } = await run(['report', '--lives', 'videoroom', media]);
    expect(out).toMatch(/\n {2}videoroom-participant +4: 3 ended with an event, 1 open\n/);
    expect(out).not.toContain('peerconnection');
  });

  test('who was there at a time, in a room, each with the whole stay', async () => {
    const { out, status } = await run(['report', '--at', '2026-11-28T14:13:18Z', '--room', '77', media]);
    expect(out).toMatch(/There at 2026-11-28 14:13:18\.000 UTC, room 77\n/);
    expect(out.match(/videoroom-participant \S+ on/g)).toEqual([
      'videoroom-participant ana on',
      'videoroom-participant nobody-hears on',
    ]);
    expect(status).toBe(1);
  });

  test('nobody was there', async () => {
    const { out } = await run(['report', '--at', '2026-11-28T14:13:18Z', '--room', '78', media]);
    expect(out).toContain('There at 2026-11-28 14:13:18.000 UTC, room 78\n  nobody, as far as this log tells\n');
  });

  test('a query finds sessions and lives, alone or beside the other options', async () => {
    const asked = async (...options: string[]): Promise<string[]> => {
      const { out } = await run(['report', '--format', 'json', ...options, media]);
      return (JSON.parse(out) as { lives: { kind: string; name: string | null }[] }).lives.map(
        ({ kind, name }) => `${kind} ${name ?? ''}`,
      );
    };
    // What tells no name of its own has that of its session.
    expect((await asked('--where', 'ana')).sort()).toEqual([
      'handle ',
      'handle ',
      'peerconnection ',
      'peerconnection ',
      'session ana',
      'videoroom-participant ana',
      'videoroom-publication ana',
      'videoroom-subscription ',
    ]);
    expect(await asked('--where', 'kind:session is:flagged')).toHaveLength(1);
    expect(await asked('--where', 'plugin:videoroom kind:handle')).toHaveLength(7);
    expect(await asked('--where', 'ana', '--lives', 'videoroom-participant')).toEqual(['videoroom-participant ana']);
    expect(await asked('--where', 'is:open', '--room', '77')).not.toContain('videoroom-participant bo');
  });

  test('a query for an address finds what ICE tried in vain', async () => {
    const bad = logOf('0.16.1/pc-bad/events.jsonl');
    const { out } = await run(['report', '--format', 'json', '--where', 'kind:peerconnection ip:198.51.100.0/24', bad]);
    const { lives } = JSON.parse(out) as { lives: { kind: string; upAt: number | null }[] };
    expect(lives).toEqual([expect.objectContaining({ kind: 'peerconnection', upAt: null })]);
  });

  test('one row of CSV for each life', async () => {
    const { out } = await run(['report', '--format', 'csv', '--lives', 'videoroom-participant', media]);
    const rows = out.split('\r\n');
    expect(rows[0]).toMatch(/^kind,emitter,name,state,told,/);
    expect(rows).toHaveLength(6);
  });

  test('hints are notes of SARIF', async () => {
    const { out } = await run(['report', '--format', 'sarif', '--lives', 'all', logOf('0.16.1/pc-bad/events.json')]);
    const [{ results, tool }] = (
      JSON.parse(out) as {
        runs: [
          {
            results: { ruleId: string; ruleIndex: number; level: string }[];
            tool: { driver: { rules: { id: string }[] } };
          },
        ];
      }
    ).runs;
    const hints = results.filter(({ ruleId }) => ruleId === 'life/peerconnection/never-up');
    expect(hints).toHaveLength(4);
    expect(hints.every(({ level }) => level === 'note')).toBe(true);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  });

  test.each([
    [['--lives', 'people'], /There is no kind of life "people"\. There are: all, session, handle,/],
    [['--at', 'noon'], /"noon" is no time\./],
    [['--where', 'rom:77'], /--where: There is no operator "rom"\. Did you mean "room:"\?/],
    [['--where', 'quality:good'], /"quality:" takes a number/],
  ])('says what is wrong with %j', async (options, message) => {
    const { status, err } = await run(['report', ...options, media]);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

test('names with quotes, emoji and marks of direction stay names', async () => {
  const display = 'a"\u202e,\n\u001b[31m🙂';
  const log = new LivesStory()
    .attached(SECOND, 'videoroom')
    .told(2 * SECOND, 'videoroom', { event: 'joined', room: 1, id: 2, display });
  expect(log.lives('videoroom-participant')[0]!.name).toBe(display);
  const { out } = await run(['report', '--lives', 'videoroom', '-'], log.bytes);
  expect(out).toContain('videoroom-participant a"\\u202e,\\u000a\\u001b[31m🙂');
});

describe('what is masked is named once, with what brings it', () => {
  const notes = (log: Story): string[] => analysed(log.bytes).report.logs[0]!.notes.map(({ code }) => code);

  test('plugin events', () => {
    const log = new LivesStory().started(0).attached(SECOND, 'videoroom');
    expect(notes(log)).toContain('plugins-masked');
    expect(analysed(log.bytes).report.logs[0]!.notes.at(-1)!.message).toContain('events = "all"');
  });

  test('not where a plugin has nothing to tell', () => {
    expect(notes(new LivesStory().started(0).attached(SECOND, 'echotest'))).not.toContain('plugins-masked');
  });

  test('WebRTC and handle events', () => {
    const log = new LivesStory()
      .started(0)
      .created(SECOND)
      .jsep(2 * SECOND, ID, HANDLE);
    expect(notes(log)).toEqual(expect.arrayContaining(['webrtc-masked', 'handles-masked']));
  });
});

test('a crowd leaves a room in time: nothing looks at everybody for each', () => {
  const log = new LivesStory().started(0).attached(SECOND, 'videoroom');
  const people = 20_000;
  for (let k = 0; k < people; k++) {
    const [session, handle] = [String(1e15 + k), String(2e15 + k)];
    log.attached(2 * SECOND + k * 10, 'videoroom', handle, session);
    log.told(2 * SECOND + k * 10 + 2, 'videoroom', { event: 'joined', room: 1, id: k }, handle, session);
  }
  for (let k = 0; k < people; k++) log.told(900 * SECOND + k, 'videoroom', { event: 'leaving', room: 1, id: k }, '');
  const ends = log.inShort('videoroom-participant');
  expect(ends).toHaveLength(people);
  expect(new Set(ends)).toEqual(new Set(['ended told leaving']));
});
