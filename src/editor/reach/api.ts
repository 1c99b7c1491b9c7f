/** What other extensions get from `extensions.getExtension('janus-event-inspector.janus-event-inspector').activate()`. */
import { EventEmitter, type Event, type Range, type Uri } from 'vscode';

/** What a log shows to be wrong, as the Problems panel has it, whatever severities are set. */
export interface JanusFinding {
  /** "session-ended-without-event", or the code of a hint or of a note about the log. */
  readonly code: string;
  /** Of a session that ended silently: "transport-gone", "server-crashed" … */
  readonly cause: string | null;
  readonly certainty: 'certain' | 'probable' | 'possible' | null;
  /** Of a silent ending that people have marked as expected: why. */
  readonly expected: string | null;
  /** Null for what is about the log. */
  readonly session: { readonly id: string; readonly server: string; readonly instance: number } | null;
  readonly message: string;
  /** In the text of the log. */
  readonly range: Range;
}

/** What is here stays as it is for as long as `version` is the same. */
export interface JanusEventsApi {
  readonly version: 1;
  /** Opens the timelines of logs. Rejects where one cannot be read or holds no events, with the reason in words. */
  openLogs(logs: readonly Uri[]): Promise<void>;
  /** Reads a log as far as it has not been read. At most 5,000 findings, the surest first. Rejects as `openLogs` does. */
  findings(log: Uri): Promise<readonly JanusFinding[]>;
  /** Tells of a log, open in a tab or a timeline, on which there are other verdicts. */
  readonly onDidChangeFindings: Event<Uri>;
}

/** Does what the API promises, once the parts that work with logs are loaded. */
export interface Answering extends Pick<JanusEventsApi, 'openLogs' | 'findings'> {
  readonly onDidChangeFindings: Event<Uri>;
}

/** Loads nothing before it is asked. */
export class Api implements JanusEventsApi {
  readonly version = 1;
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChangeFindings = this.changed.event;

  constructor(private readonly load: () => Promise<Answering>) {}

  /** From now on there are logs whose verdicts can change. */
  attach({ onDidChangeFindings }: Answering): void {
    onDidChangeFindings((log) => {
      this.changed.fire(log);
    });
  }

  async openLogs(logs: readonly Uri[]): Promise<void> {
    await (await this.load()).openLogs(logs);
  }

  async findings(log: Uri): Promise<readonly JanusFinding[]> {
    return (await this.load()).findings(log);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
