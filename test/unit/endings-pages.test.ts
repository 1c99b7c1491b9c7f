/** What the pages, the README, the settings and the code say of how sessions end is the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json';
import english from '../../package.nls.json';
import { bundledPage, ENDINGS_HELP, ENDINGS_PAGE, helpPage } from '../../src/analysis/findings/help.js';
import { LIFE_HINTS } from '../../src/lives/hint-codes.js';
import { SILENT_CAUSES } from '../../src/sessions/model.js';
import { FLAGGED_CAUSES } from '../../src/sessions/causes/index.js';
import { NOTE_KINDS } from '../../src/sessions/notes/note-kinds.js';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Targets of a page's links to other pages. */
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:)([^)#]+\.md)\)/g)].map(([, target]) => target!);

/** GitHub's anchors of a page's headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

const SILENT = FLAGGED_CAUSES.filter(({ summary }) => summary !== null);
const SEVERITIES = manifest.contributes.configuration.properties['janusEvents.severity'].properties;

test('the causes of silent endings are those that have a page and a severity, in one order', () => {
  expect(SILENT.map(({ cause }) => cause)).toEqual(SILENT_CAUSES);
  expect(FLAGGED_CAUSES.filter(({ page }) => page !== null)).toEqual(SILENT);
});

test('the settings know each cause and each kind of note that can be a problem, by their own words and severity', () => {
  const noted = Object.entries(NOTE_KINDS).filter(([, { severity }]) => severity !== null);
  const known = [...SILENT.map((record) => [record.cause, record] as const), ...noted];
  expect(Object.keys(SEVERITIES).sort()).toEqual([...known.map(([key]) => key), ...LIFE_HINTS].sort());
  for (const [key, { summary, severity }] of known) {
    const setting = SEVERITIES[key as keyof typeof SEVERITIES];
    expect(setting.default).toBe(severity);
    expect(setting.description).toBe(`%setting.severity.${key}%`);
    expect(english[`setting.severity.${key}` as keyof typeof english]).toBe(summary!());
  }
});

test('there is a page for each cause, and for nothing else', () => {
  const pages = readdirSync(join(ROOT, 'media', 'causes')).filter((name) => /^[\w-]+\.md$/.test(name));
  expect(pages.sort()).toEqual(SILENT_CAUSES.map((cause) => `${cause}.md`).sort());
});

describe.each(SILENT_CAUSES)('%s', (cause) => {
  test('its page leads to what each ending emits, and is led to from there', () => {
    const path = bundledPage(cause)!;
    expect(linksOf(read(path)).map((target) => join(dirname(path), target))).toContain(ENDINGS_PAGE);
    expect(linksOf(read(ENDINGS_PAGE)).map((target) => join(dirname(ENDINGS_PAGE), target))).toContain(path);
  });

  test('has a section of the README that its help leads to', () => {
    expect(anchorsOf(read('README.md'))).toContain(helpPage(cause).split('#')[1]);
  });
});

test("the README's causes are the code's, in its order", () => {
  const section = /## Why is this session flagged\?([^]*?)\n## /.exec(read('README.md'))![1]!;
  const named = [...section.matchAll(/^### ([a-z-]+)$/gm)].map(([, cause]) => cause);
  expect(named).toEqual(SILENT_CAUSES);
});

test('the README has the section that reports lead to', () => {
  expect(anchorsOf(read('README.md'))).toContain(ENDINGS_HELP.split('#')[1]);
});

test.each([ENDINGS_PAGE, 'README.md', ...SILENT_CAUSES.map((cause) => bundledPage(cause)!)])(
  'no link of %s leads nowhere',
  (path) => {
    for (const target of linksOf(read(path))) expect(existsSync(join(ROOT, dirname(path), target)), target).toBe(true);
  },
);

test('the versions that tell dropped connections are the same everywhere', () => {
  const wording = readdirSync(join(ROOT, 'src', 'sessions'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/sessions/${name}`);
  const pages = [ENDINGS_PAGE, 'README.md', ...SILENT_CAUSES.map((cause) => bundledPage(cause)!), ...wording];
  for (const path of pages) expect(read(path), path).not.toContain('0.16.0');
  for (const path of [ENDINGS_PAGE, 'README.md', 'src/sessions/causes/transport-gone.ts'])
    expect(read(path)).toMatch(/1\.3\.2[^]*0\.15\.2/);
});
