/**
 * VS Code as a person sees and uses it. A host test is:
 *
 *   import { expect } from 'vitest';
 *   import { test } from './harness/host-test.js';
 *
 *   test('says how many sessions ended silently', async ({ workbench }) => {
 *     await workbench.open({ 'log.jsonl': { corpus: '1.1.2/churn/events.jsonl' } });
 *     await workbench.openFile('log.jsonl');
 *     await expect.poll(async () => (await workbench.problems()).length).toBe(77);
 *     await workbench.screenshot('problems');
 *   });
 *
 * `workbench` is a new browser window with nothing remembered; `open` gives it a folder of its own, which the test may
 * change through `workbench.folder`. What reads the screen returns what is there now: wrap it in `expect.poll` (40 s
 * by default here) instead of sleeping. `workbench.page` is playwright's page for what has no name here yet. A failed
 * test leaves a screenshot `failed-NAME.png` beside the others in test/host/screenshots.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { ROOT } from '../../setup/steps.mjs';
import { findRow, readRows, type Row } from './list-rows.js';
import { copyProblems, type Problem } from './problems.js';
import { QuickInput } from './quick-input.js';
import { THEME_CLASS, writeSettings, type Theme } from './settings.js';
import { makeWorkspaceFolder, type WorkspaceFile, type WorkspaceFolder } from './workspace-folder.js';

const SCREENSHOTS = join(ROOT, 'test', 'host', 'screenshots');
const EXTENSION_ID = 'janus-event-inspector.janus-event-inspector';

export interface ActiveEditor {
  /** The tab's name; null when no editor is open. */
  name: string | null;
  /** Position of the cursor from 1; null when the editor is not a text editor. */
  line: number | null;
  column: number | null;
  /** How many characters are selected. */
  selected: number;
}

export interface StatusBarItem {
  id: string;
  text: string;
  /** What a screen reader says. */
  accessible: string;
}

export class Workbench implements AsyncDisposable {
  readonly quickInput: QuickInput;
  private workspace: WorkspaceFolder | undefined;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
  }

  /** The path of the open folder. */
  get folder(): string {
    if (!this.workspace) throw new Error('Call open() first.');
    return this.workspace.path;
  }

  /**
   * Opens a folder of these files (without: the sample logs of `npm start`) and waits until the Explorer shows them.
   * @param settings user settings besides the harness's own
   */
  async open(files?: Record<string, WorkspaceFile>, settings: Record<string, unknown> = {}): Promise<void> {
    writeSettings(settings);
    this.workspace = makeWorkspaceFolder(files);
    await this.page.goto(`${inject('workbenchUrl')}/?folder=${encodeURIComponent(this.workspace.path)}`);
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await this.page.locator('.part.statusbar #status\\.host').waitFor();
  }

  /** Reloads the window by VS Code's command, which keeps what is open, and waits until it is there again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator('.part.statusbar #status\\.host').waitFor();
  }

  /** Opens a file of the folder as Ctrl+P does and waits for its tab. */
  async openFile(name: string): Promise<void> {
    const base = name.split('/').at(-1) ?? name;
    await this.quickInput.pick('Control+p', name, base);
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${base}"]`).waitFor();
  }

  /** Runs a command by the title that the palette shows, category included. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.pick('F1', `>${title}`, title);
  }

  async pressKey(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** What the Problems panel lists, of all files. Opens the panel. */
  async problems(): Promise<Problem[]> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
    return copyProblems(this.page);
  }

  async statusBarItems(): Promise<StatusBarItem[]> {
    return this.page.locator('.statusbar-item:visible').evaluateAll((items) =>
      items.map((item) => ({
        id: item.id,
        text: item.textContent.trim(),
        accessible: item.getAttribute('aria-label') ?? '',
      })),
    );
  }

  /**
   * Clicks "Open Timeline" in the title of the editor once its log has been read: until then VS Code draws the buttons
   * there anew, and the click may be on one that is gone.
   */
  async clickOpenTimeline(): Promise<void> {
    await this.page.locator('.statusbar-item a', { hasText: /Janus: [\d,]+ session/ }).waitFor();
    await this.page.locator('.editor-actions .action-label[aria-label^="Open Timeline"]').click();
  }

  async clickStatusBarItem(text: string): Promise<void> {
    await this.page.locator('.statusbar-item a', { hasText: text }).click();
  }

  async activeEditor(): Promise<ActiveEditor> {
    const tab = this.page.locator('.editor-group-container.active .tab.active');
    const position = this.page.locator('#status\\.editor\\.selection:visible');
    const text = (await position.count()) ? await position.first().innerText() : '';
    const [, line, column, selected] = /Ln (\d+), Col (\d+)(?: \((\d+) selected)?/.exec(text) ?? [];
    return {
      name: (await tab.evaluateAll(tabNames))[0] ?? null,
      line: line ? Number(line) : null,
      column: column ? Number(column) : null,
      selected: Number(selected ?? 0),
    };
  }

  /** The names of all tabs, group by group. */
  async tabs(): Promise<string[][]> {
    const groups = await this.page.locator('.editor-group-container').all();
    return Promise.all(groups.map((group) => group.locator('.tab').evaluateAll(tabNames)));
  }

  /** All rows of a view in the side bar, which is expanded for it. */
  async tree(viewTitle: string): Promise<Row[]> {
    const pane = await this.expandedPane(viewTitle);
    return readRows(pane.locator('.monaco-list').first());
  }

  /** A row of a view by its label, scrolled into sight: to click, to open its context menu. */
  async treeRow(viewTitle: string, label: string): Promise<Locator> {
    const pane = await this.expandedPane(viewTitle);
    // What the pointer rests on may have a hover that covers the row.
    await this.page.mouse.move(0, 0);
    await this.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
    return findRow(pane.locator('.monaco-list').first(), label);
  }

  /** Clicks an action that shows when the pointer is over a row. */
  async clickTreeAction(viewTitle: string, label: string, action: string): Promise<void> {
    const row = await this.treeRow(viewTitle, label);
    await row.hover();
    await row.locator(`.action-label[aria-label^="${action}"]`).click();
  }

  /**
   * Chooses from the context menu that is open, with the keyboard: a menu of VS Code takes no click in its first 100 ms
   * (BaseMenuActionViewItem in vs/base/browser/ui/menu/menu.ts).
   */
  async chooseInMenu(label: string): Promise<void> {
    const item = this.page.locator('.context-view .action-item', { hasText: label });
    await item.hover();
    await item.and(this.page.locator('.focused')).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The content of our webview that is in sight, by default the only one. Waits until it is loaded. */
  async timelineFrame(): Promise<Frame> {
    const outer = this.page.locator(`iframe.webview.ready[src*="extensionId=${EXTENSION_ID}"]:visible`).first();
    const shell = await (await outer.elementHandle()).contentFrame();
    const inner = await shell?.waitForSelector('iframe#active-frame');
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error('The timeline closed while it was looked at.');
    await frame.waitForLoadState();
    return frame;
  }

  /** The texts of the notifications in sight. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /**
   * How an extension was activated, as "Developer: Show Running Extensions" says, e.g. "Activation: 12ms"; null when it
   * is not running. Leaves that editor open.
   */
  async runningExtension(displayName: string): Promise<string | null> {
    await this.runCommand('Developer: Show Running Extensions');
    const list = this.page.locator('.runtime-extensions-editor .monaco-list').first();
    await list.locator('.monaco-list-row').first().waitFor();
    const rows = await readRows(list);
    const row = rows.find(({ label }) => label === displayName);
    return row ? (/(Startup )?Activation: \d+ms/.exec(row.text)?.[0] ?? row.text) : null;
  }

  /** Waits until a theme is in force that `open` was given: code-server may miss a change of settings made later. */
  async themed(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench[class*="${THEME_CLASS[theme]}"]`).waitFor();
  }

  /** Writes test/host/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.close();
    this.workspace?.[Symbol.dispose]();
  }

  private async expandedPane(title: string): Promise<Locator> {
    const pane = this.page.locator('.pane', { has: this.page.locator(`.pane-header h3.title:text-is("${title}")`) });
    const header = pane.locator('.pane-header');
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return pane;
  }
}

function tabNames(tabs: Element[]): string[] {
  const parts = '.monaco-icon-name-container, .monaco-icon-suffix-container';
  return tabs.map((tab) => [...tab.querySelectorAll(parts)].map((part) => part.textContent).join(''));
}
