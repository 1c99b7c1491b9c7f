/** Every page that comes with the extension is there in each language of `l10n/`, with the same parts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { bundledPage, ENDINGS_PAGE, spokenPage } from '../../src/analysis/findings/help.js';
import { hintsOf, KIND_NAMES } from '../../src/lives/registry.js';
import { SILENT_CAUSES } from '../../src/sessions/model.js';
import { speak } from '../../src/words/language.js';
import { bundles } from '../setup/texts.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Without the ends that other languages have. */
const PAGES = ['endings', 'causes', 'lives', 'search', 'walkthrough'].flatMap((folder) =>
  readdirSync(join(ROOT, 'media', folder))
    .filter((name) => /^[\w-]+\.md$/.test(name))
    .map((name) => `media/${folder}/${name}`),
);

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
const anchors = (text: string): string[] => text.match(/<a id="[\w-]+">/g) ?? [];
const code = (text: string): Set<string> => new Set(text.match(/`[^`\n]+`/g));

afterEach(() => {
  speak(null);
});

describe.each(bundles())('in $language', ({ language, texts }) => {
  const twinOf = (page: string): string => {
    speak({ language, texts });
    return spokenPage(page);
  };

  test.each(PAGES)('%s', (page) => {
    const [english, own] = [read(page), read(twinOf(page))];
    for (const part of [/^# /gm, /^## /gm, /^\| /gm, /^- /gm, /^\*\*/gm, /^$/gm])
      expect(count(own, part), String(part)).toBe(count(english, part));
    expect(anchors(own)).toEqual(anchors(english));
    expect(code(own)).toEqual(code(english));
    // The name in the heading is what findings and reports say.
    expect(own).toMatch(new RegExp(/^# [a-z]+-[a-z-]+|^# /.exec(english)![0]));
  });

  test('is what a cause is explained by', () => {
    for (const cause of SILENT_CAUSES) expect(twinOf(bundledPage(cause)!)).toBe(`media/causes/${cause}.${language}.md`);
    expect(existsSync(join(ROOT, twinOf(ENDINGS_PAGE)))).toBe(true);
  });

  test('links lead to pages of the language that are there', () => {
    for (const page of PAGES.map(twinOf))
      for (const [, target] of read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
        expect(target).toMatch(new RegExp(`\\.${language}\\.md$`));
        expect(existsSync(join(ROOT, dirname(page), target!)), target).toBe(true);
      }
  });

  test('pages of lives call what is worth a look as findings do', () => {
    for (const kind of KIND_NAMES.filter((name) => name !== 'session')) {
      const page = read(twinOf(`media/lives/${kind}.md`));
      const titles = [...page.matchAll(/<a id="([\w-]+)"><\/a>\*\*([^*]+)[。.]\*\*/g)].map(([, hint, title]) => [
        hint,
        title,
      ]);
      expect(titles).toEqual(Object.entries(hintsOf(kind)).map(([hint, { title }]) => [hint, title]));
    }
  });
});
