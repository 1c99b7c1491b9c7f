import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { ROWS_PER_PAGE, type SessionRow, type SessionSearch } from '../analysis/api.js';
import type { NamesFirst } from '../sessions/who.js';
import { legiblePicks } from './legible.js';
import type { OpenLog } from './open-log.js';
import { iconOf, namesOf, outcomeOf, timesOf, titleOf } from './session-words.js';

interface SessionPick extends QuickPickItem {
  readonly row: SessionRow | null;
}

/** Typing that goes on is not searched for. */
const TYPING_PAUSE_MS = 60;

/**
 * Lets a person choose a session by its id, names, room or verdict. The search is the analysis': a log can hold a
 * million sessions, the picker gets the first that match. Null: none was chosen.
 */
export async function pickSession(log: OpenLog, first: NamesFirst): Promise<SessionRow | null> {
  const picker = window.createQuickPick<SessionPick>();
  picker.title = l10n.t('Go to Session in {0}', log.name);
  picker.placeholder = l10n.t('Id, opaque id, room, plugin, cause…');
  let pause: NodeJS.Timeout | undefined;
  let newest = 0;
  const search = async (): Promise<void> => {
    const number = ++newest;
    picker.busy = true;
    const found = await log.analysis.ask({ method: 'search', text: picker.value });
    if (number !== newest) return;
    picker.items = legiblePicks(picksOf(found, first));
    const current = picker.items.find(({ row }) => row !== null && row.index === log.selection.session);
    if (current) picker.activeItems = [current];
    picker.busy = false;
  };
  try {
    return await new Promise<SessionRow | null>((resolve, reject) => {
      picker.onDidChangeValue(() => {
        clearTimeout(pause);
        pause = setTimeout(() => void search().catch(reject), TYPING_PAUSE_MS);
      });
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen?.row) resolve(chosen.row);
      });
      picker.onDidHide(() => {
        resolve(null);
      });
      picker.show();
      search().catch(reject);
    });
  } finally {
    clearTimeout(pause);
    newest++;
    picker.dispose();
  }
}

function picksOf({ rows, more }: SessionSearch, first: NamesFirst): SessionPick[] {
  const silent = rows.filter((row) => row.outcome === 'silent');
  const others = rows.filter((row) => row.outcome !== 'silent');
  const picks = [...section(l10n.t('ended silently'), silent, first), ...section(l10n.t('others'), others, first)];
  if (more)
    picks.push({
      label: l10n.t('More than {0} sessions match: type more to find others', ROWS_PER_PAGE),
      alwaysShow: true,
      row: null,
    });
  return picks;
}

function section(label: string, rows: readonly SessionRow[], first: NamesFirst): SessionPick[] {
  if (rows.length === 0) return [];
  return [{ label, kind: QuickPickItemKind.Separator, row: null }, ...rows.map((row) => pickOf(row, first))];
}

/** The search has chosen it: the picker's own, which knows less, is not to leave it out. */
function pickOf(row: SessionRow, first: NamesFirst): SessionPick {
  const { title, id } = titleOf(row, first);
  return {
    row,
    iconPath: iconOf(row),
    label: title,
    description: [id, outcomeOf(row)].filter((part) => part !== null).join(' · '),
    detail: [timesOf(row), ...namesOf(row)].join(' · '),
    alwaysShow: true,
  };
}
