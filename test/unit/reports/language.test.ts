/** The language of the command line: asked for, or that of the environment; what programs read is English. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../command-line.js';

const LOG = join(import.meta.dirname, '..', '..', 'corpus', '1.1.2', 'ws-drop-reclaim0', 'events.jsonl');
const report = (args: readonly string[], env = {}): ReturnType<typeof run> =>
  run(['report', ...args, LOG], undefined, env);
const HAN = /\p{Script=Han}/u;

describe('the text report', () => {
  test.each([
    [['--lang', 'zh-cn'], {}],
    [['--lang=zh-CN'], { LC_ALL: 'en_GB.UTF-8' }],
    [[], { LC_ALL: '', LANG: 'zh_CN.UTF-8' }],
    [[], { LC_ALL: 'zh_SG.UTF-8', LANG: 'en_GB.UTF-8' }],
  ])('is in Chinese with %j and %j', async (args, env) => {
    const { out, status } = await report(args, env);
    expect(status).toBe(1);
    expect(out).toContain('会话如何结束');
    expect(out).toMatch(/其 WebSocket 连接于 [\d:.]+ UTC 关闭/);
  });

  test.each([
    [[], { LC_ALL: '', LANG: '' }],
    [[], { LC_ALL: 'zh_TW.UTF-8' }],
    [[], { LC_ALL: 'fr_FR.UTF-8' }],
    [['--lang', 'en'], { LC_ALL: 'zh_CN.UTF-8' }],
  ])('is in English with %j and %j', async (args, env) => {
    const { out } = await report(args, env);
    expect(out).toContain('How sessions end');
    expect(out).not.toMatch(HAN);
  });
});

test.each(['json', 'sarif', 'csv'])('%s is in English in a Chinese environment', async (format) => {
  const [there, here] = [
    await report(['--format', format], { LC_ALL: 'zh_CN.UTF-8' }),
    await report(['--format', format]),
  ];
  expect(there).toEqual(here);
  expect(there.out).not.toMatch(HAN);
});

test('SARIF in Chinese has the same rules, places and fingerprints', async () => {
  interface Sarif {
    runs: {
      results: { ruleId: string; message: { text: string }; locations: unknown; partialFingerprints: unknown }[];
    }[];
  }
  const results = async (...args: string[]): Promise<Sarif['runs'][0]['results']> =>
    (JSON.parse((await report(['--format', 'sarif', ...args])).out) as Sarif).runs[0]!.results;
  const [english, chinese] = [await results(), await results('--lang', 'zh-cn')];
  const stable = ({ ruleId, locations, partialFingerprints }: (typeof english)[0]): object => ({
    ruleId,
    locations,
    partialFingerprints,
  });
  expect(chinese.map(stable)).toEqual(english.map(stable));
  for (const { message } of chinese) expect(message.text).toMatch(HAN);
});

test('JSON in Chinese differs in sentences alone', async () => {
  const json = async (...args: string[]): Promise<string> => {
    const { out } = await report(['--format', 'json', '--lives', 'all', ...args]);
    return JSON.stringify(JSON.parse(out), (key, value: unknown) =>
      ['reason', 'what', 'message', 'format'].includes(key) ? '' : value,
    );
  };
  expect(await json('--lang', 'zh-cn')).toBe(await json());
});

test('errors and help come in the language', async () => {
  expect((await run(['report', '--lang', 'zh-cn'])).err).toContain('未给出日志。');
  expect((await run(['--help', '--lang', 'zh-cn'])).out).toContain('用法：');
  expect((await run(['report', '--lang', 'xx', LOG])).err).toMatch(
    /There is no language "xx"\. There are: en, (.+, )?zh-cn/,
  );
});
