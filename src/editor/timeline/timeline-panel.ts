import { Disposable, env, EventEmitter, l10n, Uri, type Memento, type WebviewOptions, type WebviewPanel } from 'vscode';
import { askTime } from './ask-time.js';
import { chooseFilter } from './saved-filters.js';
import * as z from 'zod/mini';
import { createAnswerer } from '../../rpc/answerer.js';
import {
  FromTimeline,
  TIMELINE_REQUESTS,
  type PictureWish,
  type ToTimeline,
} from '../../analysis/requests/timeline.js';
import { visible } from '../../encoding/visible.js';
import { announce, inform } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { Output } from '../output.js';
import type { Settings } from '../settings.js';
import { speech } from '../../words/language.js';
import { timelineHtml } from './timeline-html.js';
import { pictureCopied, savePicture, tellNoPicture } from './timeline-pictures.js';
import { plural } from '../../words/numbers.js';

const COPIED_MS = 3000;
/** A longer text is told by its lines. */
const MAX_TOLD = 40;

/** What the timeline asks for that is not in its panel. */
export interface TimelineActions {
  openPlace(log: OpenLog, offset: number, length: number, preserveFocus: boolean): Promise<void>;
  openSession(log: OpenLog, session: number, preserveFocus: boolean): Promise<void>;
  /** Opens a document with the events of one session. */
  showEvents(log: OpenLog, session: number): Promise<void>;
  /** Shows the page about a cause, or (null) about all ways of ending. */
  explain(cause: string | null): Promise<void>;
  /** Shows the page about what can be searched for. */
  explainSearch(): Promise<void>;
}

export const timelineOptions = (extension: Uri): WebviewOptions => ({
  enableScripts: true,
  localResourceRoots: [Uri.joinPath(extension, 'dist')],
});

/** The timeline of one log: sends what the page is to show and answers what it asks. */
export class TimelinePanel implements Disposable {
  private readonly closed = new EventEmitter<void>();
  readonly onDidClose = this.closed.event;
  private readonly disposables: Pick<Disposable, 'dispose'>[] = [];
  /** The page listens. It does not while it is hidden, because it is gone then. */
  private ready = false;
  /** Revision of the overview that the page has. */
  private sent: number | null = null;
  private sending = false;
  /** What the page asks of its log. */
  private readonly answerer = createAnswerer(
    TIMELINE_REQUESTS,
    (request) => this.log.analysis.relay(request),
    (message) => {
      this.post(message);
    },
  );
  /** A picture to be taken when the page listens. */
  private wish: PictureWish | null = null;
  /** A time to be shown when the page listens. */
  private time: string | null = null;

  constructor(
    readonly panel: WebviewPanel,
    readonly log: OpenLog,
    extension: Uri,
    private readonly actions: TimelineActions,
    /** Where filters are saved. */
    private readonly filters: Memento,
    private readonly settings: Settings,
    private readonly output: Output,
  ) {
    const { webview } = panel;
    panel.title = visible(l10n.t('Timeline: {0}', log.title));
    const icon = (theme: string): Uri => Uri.joinPath(extension, 'media', 'icons', `timeline-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.options = timelineOptions(extension);
    this.disposables.push(
      this.closed,
      panel.onDidDispose(() => {
        this.closed.fire();
        this.dispose();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.ready = false;
      }),
      webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
      settings.onDidChange(() => {
        this.tellPreferences();
      }),
      log.onDidChangeState(() => void this.show()),
      log.selection.onDidChange(({ session, origin }) => {
        if (origin !== 'timeline') this.reveal(session, false);
      }),
    );
    const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
    webview.html = timelineHtml({
      nonce: crypto.randomUUID(),
      scriptUri: file('timeline.js'),
      styleUri: file('timeline.css'),
      cspSource: webview.cspSource,
      speech: speech(),
      log: log.source.toString(),
    });
  }

  /** Brings the panel to the front, and into it the selected session. */
  comeToFront(session: number | null): void {
    this.panel.reveal();
    if (session !== null) this.reveal(session, true);
  }

  /** Brings the panel to the front and has the page take a picture of what it shows. */
  takePicture(wish: PictureWish): void {
    this.panel.reveal();
    if (this.ready) this.post({ type: 'picture', wish });
    else this.wish = wish;
  }

  /** Asks for a time and shows it. */
  async goToTime(): Promise<void> {
    const text = await askTime();
    if (text === undefined || text.trim() === '') return;
    this.showTime(text);
  }

  /** Brings the panel to the front, and into it a time as people write it. */
  showTime(text: string): void {
    this.panel.reveal();
    if (this.ready) this.post({ type: 'time', text });
    else this.time = text;
  }

  reveal(session: number, focus: boolean): void {
    if (this.ready) this.post({ type: 'reveal', session, focus });
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
    this.panel.dispose();
  }

  private post(message: ToTimeline): void {
    void this.panel.webview.postMessage(message);
  }

  private tellPreferences(): void {
    if (this.ready) this.post({ type: 'preferences', names: this.settings.sessionNames, zone: this.settings.clock });
  }

  /** Sends the picture there is: the sessions, or why there are none. */
  private async show(): Promise<void> {
    if (!this.ready) return;
    const { log } = this;
    const { state } = log;
    const { name } = log;
    if (state.kind === 'failed') {
      this.sent = null;
      this.post({ type: 'failed', name, message: state.message });
    }
    // What is known can be looked at while more is read.
    else if (state.summary !== null) await this.sendLog(state.summary.revision);
    else if (state.kind === 'reading') this.post({ type: 'loading', name, percent: state.percent });
    else
      this.post({
        type: 'failed',
        name,
        message: l10n.t('Reading was cancelled. "Janus: Read Log Again" starts it anew.'),
      });
  }

  /** Sends a revision once; while one is made, others wait, and of those only the newest is made. */
  private async sendLog(revision: number): Promise<void> {
    const { log } = this;
    if (this.sending || this.sent === revision) return;
    this.sending = true;
    try {
      const timelineLog = await log.analysis.ask({ method: 'timelineLog' });
      this.sent = revision;
      if (this.ready) this.post({ type: 'log', log: timelineLog });
    } catch (error) {
      this.output.error(`Timeline of ${log.name}`, error);
      this.post({ type: 'failed', name: log.name, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.sending = false;
    }
    if (this.ready && log.state.summary !== null && log.state.summary.revision !== revision) await this.show();
  }

  private receive(raw: unknown): void {
    const parsed = FromTimeline.safeParse(raw);
    if (!parsed.success) {
      this.output.warn(`Refused a message of the timeline: ${z.prettifyError(parsed.error)}`);
      return;
    }
    this.handle(parsed.data).catch((error: unknown) => {
      this.output.error(`Timeline of ${this.log.name}, "${parsed.data.type}"`, error);
    });
  }

  private async handle(message: FromTimeline): Promise<void> {
    const { log } = this;
    switch (message.type) {
      case 'ready':
        return this.pageIsReady();
      case 'request':
      case 'cancel':
        return this.answerer.receive(message);
      case 'selected':
        if (message.session !== null) log.selection.select(message.session, 'timeline');
        return;
      case 'open':
        return this.actions.openPlace(log, message.offset, message.length, message.preserveFocus);
      case 'openSession':
        return this.actions.openSession(log, message.session, message.preserveFocus);
      case 'showEvents':
        return this.actions.showEvents(log, message.session);
      case 'copy':
        await env.clipboard.writeText(message.text);
        announce(copiedWords(message.text), COPIED_MS);
        return;
      case 'tooLongToCopy':
        await inform(
          l10n.t('The table is too long for the clipboard. Search for less, or export a CSV report of the log.'),
        );
        return;
      case 'savePicture':
        return savePicture(log, message.format, message.bytes);
      case 'pictureCopied':
        pictureCopied();
        return;
      case 'noPicture':
        tellNoPicture(log, message.reason);
        return;
      case 'help':
        return this.actions.explain(message.cause);
      case 'askTime':
        return this.goToTime();
      case 'filters': {
        const query = await chooseFilter(this.filters, message.query);
        if (query !== null) this.post({ type: 'filter', query });
        return;
      }
      case 'clock':
        return this.settings.setClock(message.zone);
      case 'explainSearch':
        return this.actions.explainSearch();
      case 'problem':
        this.output.warn(`Timeline page: ${message.message}`);
    }
  }

  private async pageIsReady(): Promise<void> {
    this.ready = true;
    this.sent = null;
    this.tellPreferences();
    const { log } = this;
    await this.show();
    if (log.selection.session !== null) this.reveal(log.selection.session, false);
    const { wish } = this;
    this.wish = null;
    if (wish !== null) this.post({ type: 'picture', wish });
    const { time } = this;
    this.time = null;
    if (time !== null) this.post({ type: 'time', text: time });
  }
}

function copiedWords(text: string): string {
  if (!text.includes('\n') && text.length <= MAX_TOLD) return l10n.t('Copied: {0}', text);
  const lines = text.split('\n').length;
  return plural(lines, l10n.t('Copied|Copied {0} lines'));
}
