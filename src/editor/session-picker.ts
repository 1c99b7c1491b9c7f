import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { SessionRow } from '../analysis/api.js';
import type { OpenLog } from './open-log.js';
import { iconOf, namesOf, outcomeWords, timesOf, titleOf } from './session-words.js';

interface SessionPick extends QuickPickItem {
  readonly row: SessionRow | null;
}

const FIRST = 200;

/** Lets a person choose a session by its id, names, room or verdict. Null: none was chosen. */
export async function pickSession(log: OpenLog): Promise<SessionRow | null> {
  const picker = window.createQuickPick<SessionPick>();
  picker.title = l10n.t('Go to Session in {0}', log.name);
  picker.placeholder = l10n.t('Id, opaque id, room, plugin, cause…');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.busy = true;
  const chosen = new Promise<SessionRow | null>((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.row ?? null);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(null);
    });
  });
  picker.show();
  try {
    const rows = await log.rows();
    const picks = picksOf(rows);
    // Sending many takes its time: the first ones are there at once.
    if (picks.length > FIRST) {
      picker.items = picks.slice(0, FIRST);
      await new Promise((resolve) => setTimeout(resolve));
    }
    picker.items = picks;
    const current = picks.find((pick) => pick.row !== null && pick.row.index === log.selection.session);
    if (current) picker.activeItems = [current];
    picker.busy = false;
    return await chosen;
  } finally {
    picker.dispose();
  }
}

function picksOf(rows: readonly SessionRow[]): SessionPick[] {
  const silent = rows.filter((row) => row.outcome === 'silent');
  const others = rows.filter((row) => row.outcome !== 'silent');
  return [...section(l10n.t('ended silently'), silent), ...section(l10n.t('others'), others)];
}

function section(label: string, rows: readonly SessionRow[]): SessionPick[] {
  if (rows.length === 0) return [];
  return [{ label, kind: QuickPickItemKind.Separator, row: null }, ...rows.map(pickOf)];
}

const pickOf = (row: SessionRow): SessionPick => ({
  row,
  label: `$(${iconOf(row).id}) ${titleOf(row)}`,
  description: outcomeWords(row),
  detail: [timesOf(row), ...namesOf(row)].join(' · '),
});
