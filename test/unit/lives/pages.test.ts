/** Every kind of life has a page, and every hint a place there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hintsOf, KIND_NAMES } from '../../../src/lives/registry.js';

const PAGES = join(import.meta.dirname, '..', '..', '..', 'media', 'lives');
const kinds = KIND_NAMES.filter((kind) => kind !== 'session');

test('there are no pages of other kinds', () => {
  const pages = readdirSync(PAGES).filter((name) => /^[\w-]+\.md$/.test(name));
  expect(pages.sort()).toEqual(kinds.map((kind) => `${kind}.md`).sort());
});

describe.each(kinds)('the page of %s', (kind) => {
  const page = readFileSync(join(PAGES, `${kind}.md`), 'utf8');

  test('is about it', () => {
    expect(page).toMatch(new RegExp(`^# ${kind}\n`));
  });

  test('explains its hints, and no others', () => {
    const explained = [...page.matchAll(/<a id="([\w-]+)"><\/a>\*\*([^*]+)\.\*\*/g)].map(([, code, title]) => [
      code,
      title,
    ]);
    expect(explained).toEqual(Object.entries(hintsOf(kind)).map(([code, { title }]) => [code, title]));
  });
});
