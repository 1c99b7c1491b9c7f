/** Every text of the sources and of the manifest is in every language of `l10n/`, and is whole. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundles, sources, textsIn } from '../../setup/texts.mjs';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SOURCES = sources();
const TEXTS = new Set(SOURCES.flatMap(({ said }) => [...said.texts]));
const PLURALS = new Set(SOURCES.flatMap(({ said }) => [...said.plurals]));

const holes = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort();

test('no text is made at run time or put together from pieces', () => {
  expect(SOURCES.flatMap(({ path, said }) => said.problems.map((problem) => `${path}:${problem}`))).toEqual([]);
});

test.each([
  ['l10n.t(text)', 'run time'],
  ['l10n.t(`${n} sessions`)', 'run time'],
  ["`The ${l10n.t('session')} ended`", 'pieces'],
  ["l10n.t('The session') + ' ended'", 'pieces'],
  ["plural(n, '{0} session|{0} sessions')", 'translated'],
])('%s is seen', (source, problem) => {
  expect(textsIn(source).problems.join()).toContain(problem);
});

test.each([
  ["l10n.t('{0} sessions', n)", ['{0} sessions']],
  ["plural(n, l10n.t('{0} session|{0} sessions'))", ['{0} session|{0} sessions']],
  ["l10n.t({ message: 'Open', comment: ['of a session'] })", ['Open/of a session']],
  ["`[${l10n.t('Cancel')}](command:cancel)`", ['Cancel']],
])('%s is fine', (source, texts) => {
  const said = textsIn(source);
  expect([...said.texts]).toEqual(texts);
  expect(said.problems).toEqual([]);
});

test('a text with plurals in English has two', () => {
  expect([...PLURALS].filter((text) => text.split('|').length !== 2)).toEqual([]);
});

describe.each(bundles())('$language', ({ language, texts }) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.length;
  const entries = Object.entries(texts);

  test('has no text that no source says: npm run texts removes them', () => {
    expect(Object.keys(texts).filter((key) => !TEXTS.has(key))).toEqual([]);
  });

  test('has every text: npm run texts adds what is missing', () => {
    expect([...TEXTS].filter((key) => !texts[key])).toEqual([]);
  });

  test('puts in what the English text puts in', () => {
    for (const [key, text] of entries) {
      const all = text.split(PLURALS.has(key) ? '|' : /$^/);
      // "its handle", where the number is one, as English has it too: the last form has all.
      for (const form of all) expect(holes(key), `${key} = ${text}`).toEqual(expect.arrayContaining(holes(form)));
      expect(holes(all.at(-1)!), `${key} = ${text}`).toEqual(holes(key));
    }
  });

  test('has a form for each of its plurals', () => {
    const wrong = entries.filter(([key, text]) => PLURALS.has(key) && text.split('|').length !== forms);
    expect(wrong).toEqual([]);
  });

  test('keeps line breaks, and no spaces at an end', () => {
    const lines = (text: string): number => text.split('\n').length;
    expect(entries.filter(([key, text]) => text !== text.trim() || lines(key) > 1 !== lines(text) > 1)).toEqual([]);
  });

  test('translates the whole manifest', () => {
    const read = (name: string): Record<string, string> =>
      JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as Record<string, string>;
    const [english, own] = [read('package.nls.json'), read(`package.nls.${language}.json`)];
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    expect(Object.values(own)).not.toContain('');
    for (const [key, text] of Object.entries(english))
      expect(own[key]!.match(/`[^`]+`/g), key).toEqual(text.match(/`[^`]+`/g));
  });
});

test('the manifest says what its texts have, and nothing that is not there', () => {
  const used = new Set(readFileSync(join(ROOT, 'package.json'), 'utf8').match(/(?<="%)[\w.-]+(?=%")/g));
  const english = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8')) as object;
  expect([...used].sort()).toEqual(Object.keys(english).sort());
  expect(existsSync(join(ROOT, 'l10n'))).toBe(true);
});
