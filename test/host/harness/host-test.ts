import { chromium } from 'playwright-core';
import { inject, test as base } from 'vitest';
import { Workbench } from './workbench.js';

/** vitest's `test` with a `workbench`: a new browser window for each test, closed after it. */
export const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ task }, use) => {
    const browser = await chromium.connect(inject('browserEndpoint'));
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(30_000);
    const workbench = new Workbench(await context.newPage());
    try {
      await use(workbench);
      if (task.result?.state === 'fail') await workbench.screenshot(`failed-${task.name.replace(/\W+/g, '-')}`);
    } finally {
      await workbench[Symbol.asyncDispose]();
      await browser.close();
    }
  },
});
