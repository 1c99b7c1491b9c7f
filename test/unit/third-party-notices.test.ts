import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundledNow, bundledPackages, noticesOf } from '../../third-party-notices.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
let folders: string[];
let notices: string;

beforeAll(async () => {
  folders = await bundledNow();
  notices = noticesOf(folders);
});

test('knows what is bundled: clients and servers of protocols, the page, and what the kernel is compiled with', () => {
  for (const name of ['mqtt', 'amqplib', 'ws', 'zod', 'uplot', '@vscode/webview-ui-toolkit', 'assemblyscript'])
    expect(folders).toContain(`node_modules/${name}`);
  expect(folders).not.toContain('node_modules/vitest');
});

test('each bundled package is named with its version and the text of its licence', () => {
  for (const folder of folders) {
    const { name, version } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const heading = `\n${name!} ${version!}`;
    expect(notices).toContain(heading);
    const [own] = notices.slice(notices.indexOf(heading) + heading.length).split(/\n-{80}\n(?=[@a-z])/);
    expect(own, folder).toMatch(/Copyright|Permission|Apache License/i);
    const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
    if (file !== undefined)
      expect(own).toContain(
        readFileSync(join(ROOT, folder, file), 'utf8')
          .trim()
          .split('\n')
          .at(-1)!
          .trim(),
      );
  }
});

test('a package inside another one is a package of its own', () => {
  const inputs = { 'node_modules/@a/b/node_modules/c/x.js': { bytesInOutput: 1 }, 'src/y.ts': { bytesInOutput: 1 } };
  const output = { bytes: 2, inputs, imports: [], exports: [] };
  expect(bundledPackages([{ inputs: {}, outputs: { 'dist/z.js': output } }])).toEqual([
    'node_modules/@a/b/node_modules/c',
  ]);
});

test('a package that says nothing of itself fails the build', () => {
  expect(() => noticesOf(['node_modules/none'])).toThrow();
});
