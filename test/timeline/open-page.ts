/** The built page in a real Chromium, under its real Content-Security-Policy, with the fake host beside it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../setup/debian-packages.mjs';
import { kernelForEsbuild } from '../../src/events/wasm/kernel/build.mjs';
import type { TimelineRequest } from '../../src/analysis/requests/timeline.js';
import { refusalOf } from '../../src/rpc/answerer.js';
import { timelineHtml } from '../../src/editor/timeline/timeline-html.js';
import type { Speech } from '../../src/words/language.js';
import type { SampleLog } from './sample-log.js';
import { THEMES, type ThemeName, themeStyle } from './themes.js';

/** As that of a webview, it is one that a browser lets use the clipboard. */
const ORIGIN = 'https://timeline.test';
const ROOT = `${process.cwd()}/`;

export interface Built {
  /** Path of the bundled analysis worker. */
  worker: string;
  script: string;
  style: string;
  host: string;
}

export async function bundle(entry: string): Promise<{ js: string; css: string }> {
  const result = await build({
    entryPoints: { page: `${ROOT}${entry}` },
    bundle: true,
    write: false,
    format: 'iife',
    outdir: 'out',
    minify: true,
    logLevel: 'warning',
  });
  const text = (suffix: string): string => result.outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
}

let built: Promise<Built> | null = null;

/** The page as it is shipped, built once for all test files: the kernel takes seconds to compile. */
export function buildPage(): Promise<Built> {
  return (built ??= buildAll());
}

async function buildAll(): Promise<Built> {
  const worker = join(mkdtempSync(join(tmpdir(), 'janus-events-page-')), 'worker.cjs');
  const [page, host] = await Promise.all([
    bundle('media/timeline/main.ts'),
    bundle('test/timeline/fake-host.ts'),
    build({
      entryPoints: [`${ROOT}src/worker.ts`],
      outfile: worker,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      define: { 'import.meta.dirname': '__dirname' },
      plugins: [kernelForEsbuild],
      logLevel: 'warning',
    }),
  ]);
  return { script: page.js, style: page.css, host: host.js, worker };
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? 'chromium', args: CHROMIUM_FLAGS });
}

export interface OpenOptions {
  width?: number;
  height?: number;
  theme?: ThemeName;
  /** Send the log as soon as the page is ready. Default true. */
  auto?: boolean;
  scale?: number;
  /** `data-log`: the URI the page keeps in its state. */
  log?: string;
  forcedColors?: boolean;
  /** The language of the page; English without. */
  speech?: Speech;
  /** Script to run before any other. */
  before?: string;
  /** Lifts the Content-Security-Policy, which lets a page start no thread. */
  anyScript?: boolean;
}

export interface OpenPage {
  page: Page;
  /** Violations of the policy and errors, as the console told them. */
  complaints: string[];
}

export async function openPage(
  browser: Browser,
  built: Built,
  log: SampleLog,
  options: OpenOptions = {},
): Promise<OpenPage> {
  const theme = options.theme ?? 'dark';
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: 'reduce',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
    timezoneId: 'UTC',
    bypassCSP: options.anyScript ?? false,
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The toolkit's one empty style element is blocked, as it should be: its hash is that of nothing.
    if (message.type() === 'error' && !message.text().includes('sha256-47DEQpj8HBSa')) complaints.push(message.text());
  });
  const nonce = 'a-nonce-of-the-tests';
  const html = timelineHtml({
    nonce,
    scriptUri: `${ORIGIN}/timeline.js`,
    styleUri: `${ORIGIN}/timeline.css`,
    cspSource: ORIGIN,
    speech: options.speech ?? null,
    log: options.log ?? 'file:///events.jsonl',
  })
    .replace('<html ', `<html data-test `)
    .replace('<body ', `<body class="${THEMES[theme].kind}" data-vscode-theme-kind="${THEMES[theme].kind}" `)
    .replace('<script ', `<script nonce="${nonce}" src="${ORIGIN}/host.js"></script>\n<script `);
  const data = `window.AUTO = ${String(options.auto ?? true)};`;
  await page.exposeFunction('theLog', () => log.log());
  await page.exposeFunction('theAnswer', (request: TimelineRequest) =>
    log.answer(request).then((answer) => ({ answer }), refusalOf),
  );
  // VS Code sets the variables by script, which the policy lets a page do.
  const variables = `document.documentElement.setAttribute('data-theme', '${theme}'); document.documentElement.style.cssText = ${JSON.stringify(themeStyle(theme))};`;
  await page.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (path === '/timeline.js') return route.fulfill({ contentType: 'text/javascript', body: built.script });
    if (path === '/timeline.css') return route.fulfill({ contentType: 'text/css', body: built.style });
    if (path === '/host.js')
      return route.fulfill({ contentType: 'text/javascript', body: `${variables}\n${data}\n${built.host}` });
    return route.fulfill({ status: 204 });
  });
  if (options.before !== undefined) await page.addInitScript(options.before);
  await page.goto(`${ORIGIN}/`);
  return { page, complaints };
}

/** Until all that the page has asked for is there, drawn and kept. */
export const settle = (page: Page): Promise<void> => page.evaluate(() => window.host.quiet());
