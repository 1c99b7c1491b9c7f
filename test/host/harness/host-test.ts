import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { inject, test as base } from 'vitest';
import { Workbench } from './workbench.js';

/** vitest's `test` with a `workbench`: a new browser window for each test, closed after it. */
export const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ task }, use) => {
    const context = await browserContext();
    const workbench = new Workbench(await forgetfulPage(context));
    try {
      await use(workbench);
      if (task.result?.state === 'fail') await workbench.screenshot(`failed-${task.name.replace(/\W+/g, '-')}`);
    } finally {
      await workbench[Symbol.asyncDispose]();
      // Whatever made it fail, the next window has nothing of it.
      if (task.result?.state === 'fail') await discardContext();
    }
  },
});

let context: Promise<BrowserContext> | undefined;

/** One context for all windows: the workbench's scripts stay in its cache, which saves each window a second or so. */
function browserContext(): Promise<BrowserContext> {
  return (context ??= newContext());
}

async function newContext(): Promise<BrowserContext> {
  const browser = await chromium.connect(inject('browserEndpoint'));
  const made = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  made.setDefaultTimeout(60_000);
  return made;
}

async function discardContext(): Promise<void> {
  const discarded = await context;
  context = undefined;
  await discarded?.browser()?.close();
}

/** An empty page in a browser that remembers nothing of the windows before: no storage, cookies or service workers. */
async function forgetfulPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin: inject('workbenchUrl'), storageTypes: 'all' });
  await browser.detach();
  return page;
}
