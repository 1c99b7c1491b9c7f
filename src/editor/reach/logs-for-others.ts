/** Logs as other extensions ask about them: see `api.ts`. */
import type { Disposable } from 'vscode';
import { EventEmitter, l10n, type Uri } from 'vscode';
import { findingPieces, MAX_FINDINGS } from '../../analysis/findings/pieces.js';
import type { AnalysisClient } from '../../analysis/requests/api.js';
import { rangeOf } from '../diagnostics/diagnostics.js';
import { isEncoded } from '../open-logs/content/log-head.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import { noEventsWords } from '../../words/logs.js';
import type { Answering, JanusFinding } from './api.js';

/** A log that is judged again and again while its findings are asked for. */
const ATTEMPTS = 5;

export class LogsForOthers implements Answering, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChangeFindings = this.changed.event;
  private readonly opening: Disposable;

  /** `show` opens the timeline of a log. */
  constructor(
    private readonly logs: OpenLogs,
    private readonly show: (log: OpenLog) => void,
  ) {
    this.opening = logs.onDidOpen((log) => {
      // Ends with the log, whose event it is.
      log.onDidChangeState(({ summary }) => {
        if (summary !== null) this.changed.fire(log.source);
      });
    });
  }

  async openLogs(sources: readonly Uri[]): Promise<void> {
    for (const source of sources)
      await this.withLog(source, (log) => {
        this.show(log);
        return Promise.resolve();
      });
  }

  findings(source: Uri): Promise<readonly JanusFinding[]> {
    return this.withLog(source, ({ analysis }) => findingsOf(analysis));
  }

  dispose(): void {
    this.opening.dispose();
    this.changed.dispose();
  }

  /** The log stays open for as long as it is asked. */
  private async withLog<T>(source: Uri, ask: (log: OpenLog) => Promise<T>): Promise<T> {
    const log = this.logs.find(source) ?? this.logs.open(source, await isEncoded(source));
    const hold = this.logs.hold(log);
    try {
      const state = await log.settled();
      if (state.kind === 'failed') throw new Error(state.message);
      const unread = state.summary?.log.unread ?? null;
      if (state.summary === null) throw new Error(l10n.t('The reading of {0} was cancelled.', log.name));
      if (unread !== null) throw new Error(noEventsWords(log.name, unread.why));
      return await ask(log);
    } finally {
      hold.dispose();
    }
  }
}

async function findingsOf(analysis: AnalysisClient): Promise<readonly JanusFinding[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await findingsOnce(analysis);
    if (found !== null) return found;
  }
  throw new Error(l10n.t('The log changes faster than its findings can be told. Ask again when it has come to rest.'));
}

/** Null: the log has been judged again in between. */
async function findingsOnce({ ask }: AnalysisClient): Promise<JanusFinding[] | null> {
  const found: JanusFinding[] = [];
  const { stamp, count } = await ask({ method: 'findings', limit: MAX_FINDINGS, first: 'display', expected: true });
  for await (const piece of findingPieces(ask, { stamp, from: 0, to: count })) {
    if (piece === null) return null;
    for (const { session, range, ...finding } of piece) {
      const row = session === null ? null : await ask({ method: 'row', session });
      const named = row === null ? null : { id: row.id, server: row.emitter, instance: row.instance };
      const { code, cause, certainty, expected, message } = finding;
      found.push({ code, cause, certainty, expected, session: named, message, range: rangeOf(range) });
    }
  }
  return found;
}
