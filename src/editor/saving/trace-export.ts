/** Writes sessions of a log as a trace that Perfetto opens: asks which and where, then piece by piece. */
import { env, l10n, Uri, window, type CancellationToken, type QuickPickItem } from 'vscode';
import { TRACE_START, type TraceScope } from '../../analysis/timeline/trace-events.js';
import { besideLog } from './beside-log.js';
import { legiblePicks } from '../legible.js';
import { nameOf } from '../open-logs/log-uris.js';
import { fail, inform, withCancellation } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { writePieces } from './write-pieces.js';

const PERFETTO = 'https://ui.perfetto.dev';

interface ScopePick extends QuickPickItem {
  readonly scope: TraceScope;
  readonly sessions: number;
}

export async function exportTrace(log: OpenLog): Promise<void> {
  const { summary } = await log.settled();
  if (summary === null) return;
  if (summary.sessions === 0) {
    void inform(l10n.t('{0} has no sessions to export.', log.name));
    return;
  }
  const pick = await askScope(log, summary.sessions, summary.silent);
  if (!pick) return;
  const target = await window.showSaveDialog({
    title: l10n.t('Export for Perfetto'),
    saveLabel: l10n.t('Export'),
    defaultUri: besideLog(log.source, 'perfetto.json'),
    filters: { [l10n.t('Trace for Perfetto')]: ['json'] },
  });
  if (!target) return;
  const title = l10n.t('Janus: exporting {0}', log.name);
  try {
    const written = await withCancellation(title, async (progress, cancelled) => {
      let done = 0;
      const pieces = piecesOf(log, summary.revision, pick.scope, cancelled, (sessions) => {
        const percent = (sessions * 100) / Math.max(1, pick.sessions);
        progress.report({ increment: percent - done, message: `${String(Math.floor(percent))} %` });
        done = percent;
      });
      return writePieces(target, pieces, cancelled);
    });
    if (written) await offerPerfetto(target);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void fail(l10n.t('{0} could not be exported: {1}', log.name, why));
  }
}

async function askScope(log: OpenLog, sessions: number, silent: number): Promise<ScopePick | undefined> {
  const { session } = log.selection;
  const picks: ScopePick[] = [];
  if (session !== null) {
    const { id } = await log.analysis.ask({ method: 'row', session });
    picks.push({ label: l10n.t('Session {0}', id), description: l10n.t('selected'), scope: [session], sessions: 1 });
  }
  if (silent > 0)
    picks.push({
      label: l10n.t('Sessions that ended silently'),
      description: String(silent),
      scope: 'silent',
      sessions: silent,
    });
  picks.push({ label: l10n.t('All sessions'), description: String(sessions), scope: 'all', sessions });
  return picks.length === 1
    ? picks[0]
    : window.showQuickPick(legiblePicks(picks), {
        title: l10n.t('Export for Perfetto'),
        placeHolder: l10n.t('Which sessions?'),
      });
}

async function* piecesOf(
  log: OpenLog,
  revision: number,
  scope: TraceScope,
  cancelled: CancellationToken,
  written: (sessions: number) => void,
): AsyncGenerator<string> {
  for (let position = TRACE_START; !cancelled.isCancellationRequested;) {
    const { text, next } = await log.analysis.ask({ method: 'trace', revision, scope, position });
    yield text;
    if (next === null) return;
    written(next.sessions);
    position = next;
  }
}

async function offerPerfetto(target: Uri): Promise<void> {
  const perfetto = l10n.t('Open Perfetto');
  const message = l10n.t('Exported. Drop {0} on the page of Perfetto to open it.', nameOf(target));
  if ((await inform(message, perfetto)) === perfetto) await env.openExternal(Uri.parse(PERFETTO));
}
