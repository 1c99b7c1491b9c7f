import { expect } from 'vitest';
import { test } from './harness/host-test.js';

test('the walkthrough leads from a sample log to its flagged session', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open({ 'notes.txt': 'no log\n' });
  await workbench.runCommand('Welcome: Open Walkthrough...');
  await workbench.quickInput.choose('Get Started with Janus Event Inspector');
  const steps = page.locator('.gettingStartedContainer .getting-started-step');
  await expect.poll(() => steps.count()).toBe(4);
  await expect.poll(() => page.locator('.gettingStartedContainer').innerText()).toContain('Go from flag to flag');
  const besideStep = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await besideStep.getByText('A log opens like any other file').waitFor();
  await workbench.screenshot('walkthrough');
  await steps.first().locator('.monaco-button', { hasText: 'Open Sample Log' }).click();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('body').innerText()).toMatch(/Silent\s+1/);
  await workbench.runCommand('Janus: Next Flagged Session');
  await expect.poll(() => frame.locator('.detail h2').innerText()).toContain('3425667318945981');
  await workbench.screenshot('walkthrough-sample');

  // Where logs have been looked at and none is open, the Explorer offers what to begin with.
  await workbench.runCommand('View: Close All Editors');
  await page.locator('.pane-header', { hasText: 'Janus Event Logs' }).click();
  const welcome = page.locator('.welcome-view-content');
  await expect
    .poll(() => welcome.locator('.monaco-button').allInnerTexts())
    .toEqual(['Open Janus Log…', 'Start Live Session…', 'Open Sample Log']);
  await workbench.screenshot('welcome-view');
  await welcome.getByText('Take the tour').click();
  await steps.first().waitFor();
});
