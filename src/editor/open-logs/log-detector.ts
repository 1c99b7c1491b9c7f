import { Disposable, window, workspace, type Tab, type TabChangeEvent, type TextDocument, type Uri } from 'vscode';
import { stampOf } from './first-bytes.js';
import { headOfDocument, readHead, type LogHead } from './content/log-head.js';
import { LOG_TEXT_SCHEME, openTabs, sourceOf, uriOfTab } from './log-uris.js';
import type { Output } from '../output.js';

/** A tab in which a Janus log has been opened. */
export type LogFound = (source: Uri, head: LogHead, tab: Tab) => void;

/** Names that are never a log's: they are not even read. */
const NEVER_A_LOG =
  /\.([cm]?[jt]sx?|vue|svelte|py|rb|php|c|cc|cpp|h|hpp|cs|java|kt|go|rs|swift|lua|pl|r|sql|sh|bash|ps1|bat|css|scss|less|html?|xml|svg|md|ya?ml|toml|ini|lock|ipynb|png|jpe?g|gif|webp|ico|bmp|pdf|woff2?|ttf|mp[34]|webm|ogg|wav|mjr|zip|7z|tar|jar|wasm|map|vsix)$/i;
/** Where files and notes of a person are; not settings, outputs, terminals, git's old versions. */
const NOT_FILES =
  /^(git|gitfs|output|debug|search-editor|vscode-(settings|userdata|terminal|scm|interactive.*|notebook.*)|walkThrough|comment)$/;
const MAX_REMEMBERED = 1000;
const TYPING_PAUSE_MS = 500;

/** Watches what is opened and tells of Janus logs, by their content. */
export class LogDetector implements Disposable {
  private readonly disposables: Disposable[] = [];
  /** What was looked at and is no log, until it changes. */
  private readonly others = new Map<string, string>();
  private readonly logs = new Set<string>();
  private readonly pauses = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly found: LogFound,
    private readonly output: Output,
  ) {
    this.disposables.push(
      window.tabGroups.onDidChangeTabs((change) => {
        this.tabsChanged(change);
      }),
      // A window that is restored gets its groups, and with them their tabs, at once.
      window.tabGroups.onDidChangeTabGroups(({ opened }) => {
        for (const group of opened) for (const tab of group.tabs) this.look(tab);
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (document.isUntitled) void this.lookAtDocument(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.documentChanged(document);
      }),
    );
    // What was open before: once VS Code has got its start behind it.
    const start = setTimeout(() => {
      for (const tab of openTabs()) this.look(tab);
    });
    this.disposables.push(new Disposable(() => clearTimeout(start)));
  }

  dispose(): void {
    for (const timer of this.pauses.values()) clearTimeout(timer);
    Disposable.from(...this.disposables).dispose();
  }

  private tabsChanged({ opened, closed }: TabChangeEvent): void {
    if (closed.length > 0) {
      const open = new Set(openTabs().map((tab) => keyOf(uriOfTab(tab))));
      for (const log of this.logs) if (!open.has(log)) this.logs.delete(log);
    }
    for (const tab of opened) this.look(tab);
  }

  private look(tab: Tab): void {
    const shown = uriOfTab(tab);
    if (shown === null || !isCandidate(shown)) return;
    const source = sourceOf(shown);
    this.headOf(source).then(
      (head) => {
        if (head?.janus) this.tell(source, head, tab);
      },
      (error: unknown) => {
        this.output.info(
          `Not looked into: ${source.toString(true)}: ${error instanceof Error ? error.message : String(error)}`,
        );
      },
    );
  }

  /** Null: known to be no log. */
  private async headOf(source: Uri): Promise<LogHead | null> {
    const document = documentOf(source);
    if (document && (document.isDirty || document.isUntitled)) return headOfDocument(document);
    if (source.scheme === 'untitled') return null;
    const stamp = await stampOf(source);
    const key = source.toString();
    if (stamp === null || this.others.get(key) === stamp) return null;
    const head = await readHead(source);
    if (!head.janus) this.remember(key, stamp);
    return head;
  }

  private remember(key: string, stamp: string): void {
    this.others.delete(key);
    this.others.set(key, stamp);
    if (this.others.size <= MAX_REMEMBERED) return;
    const [oldest] = this.others.keys();
    if (oldest !== undefined) this.others.delete(oldest);
  }

  private tell(source: Uri, head: LogHead, tab: Tab): void {
    this.logs.add(source.toString());
    this.found(source, head, tab);
  }

  private documentChanged(document: TextDocument): void {
    const key = document.uri.toString();
    if (this.logs.has(key) || document.uri.scheme === LOG_TEXT_SCHEME || !isCandidate(document.uri)) return;
    clearTimeout(this.pauses.get(key));
    this.pauses.set(
      key,
      setTimeout(() => {
        this.pauses.delete(key);
        void this.lookAtDocument(document);
      }, TYPING_PAUSE_MS),
    );
  }

  /** A document that became a log while it was open: pasted, or written by a collector. */
  private async lookAtDocument(document: TextDocument): Promise<void> {
    if (document.isClosed || !isCandidate(document.uri)) return;
    const head = await headOfDocument(document);
    const tab = openTabs().find((other) => keyOf(uriOfTab(other)) === document.uri.toString());
    if (head.janus && tab) this.tell(document.uri, head, tab);
  }
}

const keyOf = (shown: Uri | null): string | null => (shown === null ? null : sourceOf(shown).toString());

const isCandidate = (uri: Uri): boolean => !NOT_FILES.test(uri.scheme) && !NEVER_A_LOG.test(uri.path);

function documentOf(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === key);
}
