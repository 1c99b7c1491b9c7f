import { l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { namesOf, timesOf, titleOf } from '../../analysis/details/row-words.js';
import { ROWS_PER_PAGE, type SessionRow, type SessionSearch } from '../../analysis/requests/api.js';
import type { Completions } from '../../analysis/requests/search-requests.js';
import { offsetsOf } from '../../words/clocks.js';
import type { LogClock } from '../../words/times.js';
import type { NamesFirst } from '../../sessions/who.js';
import { legiblePicks } from '../legible.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { iconOf, outcomeOf } from '../sessions-tree/session-words.js';

interface SessionPick extends QuickPickItem {
  readonly row?: SessionRow;
  /** What the query becomes when this is chosen. */
  readonly query?: string;
}

/** Typing that goes on is not searched for. */
const TYPING_PAUSE_MS = 60;
/** Proposals before the sessions: these are what is looked for. */
const MOST_PROPOSED = 6;

/**
 * Lets a person choose a session with a query, the same that the timeline's search takes. The search is the analysis': a
 * log can hold a million sessions, the picker gets the first that match. Null: none was chosen.
 */
export async function pickSession(log: OpenLog, first: NamesFirst, help: () => void): Promise<SessionRow | null> {
  const picker = window.createQuickPick<SessionPick>();
  picker.title = l10n.t('Go to Session in {0}', log.name);
  picker.placeholder = l10n.t('Any name, id, address or cause; room:1234, at:14:03, ended:untold…');
  picker.buttons = [{ iconPath: new ThemeIcon('question'), tooltip: l10n.t('What can be searched for') }];
  let pause: NodeJS.Timeout | undefined;
  let newest = 0;
  /** The text of which the picker shows what was found. */
  let shown: string | null = null;
  /**
   * Enter was pressed before the text that had been typed was searched for, or while its list was on the way to the screen; the
   * row that was active then.
   */
  let accepted: { readonly row: SessionRow | undefined } | null = null;
  const search = async (): Promise<void> => {
    const number = ++newest;
    picker.busy = true;
    const text = picker.value;
    const found = await log.analysis.ask({ method: 'search', text, zone: zoneOf(log) });
    if (number !== newest) return;
    picker.items = legiblePicks(picksOf(found, proposed(text, found.completions), { first, by: log.clock }));
    const current = picker.items.find(({ row }) => row !== undefined && row.index === log.selection.session);
    if (current) picker.activeItems = [current];
    picker.busy = false;
    shown = text;
  };
  try {
    return await new Promise<SessionRow | null>((resolve, reject) => {
      const searchOn = (): void => {
        search().then(acceptLate, reject);
      };
      /** What is chosen is of the list that the typed text finds, not of the one before it. */
      const acceptLate = (): void => {
        if (accepted === null || shown !== picker.value) return;
        const rows = picker.items.flatMap(({ row }) => row ?? []);
        const chosen = rows.find(({ index }) => index === accepted?.row?.index) ?? rows[0];
        accepted = null;
        if (chosen !== undefined) resolve(chosen);
      };
      picker.onDidChangeValue(() => {
        clearTimeout(pause);
        accepted = null;
        pause = setTimeout(searchOn, TYPING_PAUSE_MS);
      });
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (shown !== picker.value || chosen === undefined) {
          accepted = { row: chosen?.row };
          acceptLate();
          return;
        }
        if (chosen.row) resolve(chosen.row);
        if (chosen.query === undefined) return;
        picker.value = chosen.query;
        searchOn();
      });
      picker.onDidTriggerButton(help);
      picker.onDidHide(() => {
        resolve(null);
      });
      picker.show();
      searchOn();
    });
  } finally {
    clearTimeout(pause);
    newest++;
    picker.dispose();
  }
}

/** What the times of a query mean. */
function zoneOf({ clock: { zone }, state }: OpenLog): ReturnType<typeof offsetsOf> {
  const span = state.summary?.span;
  return span == null ? 0 : offsetsOf(zone, span.first, span.last);
}

/** How the query can go on, once something of it is there. */
function proposed(text: string, { from, items }: Completions): SessionPick[] {
  if (text.trim() === '') return [];
  return items
    .filter((item) => item.text !== text.slice(from))
    .slice(0, MOST_PROPOSED)
    .map((item) => ({
      label: item.text,
      description: item.about,
      iconPath: new ThemeIcon('search'),
      alwaysShow: true,
      query: text.slice(0, from) + item.text,
    }));
}

/** What sessions are called by first, and how their times are told. */
interface Told {
  readonly first: NamesFirst;
  readonly by: LogClock;
}

function picksOf({ rows, more, problem }: SessionSearch, proposals: readonly SessionPick[], told: Told): SessionPick[] {
  const goOn = section(l10n.t('search for'), proposals);
  if (problem !== null)
    return [{ label: problem.message, iconPath: new ThemeIcon('warning'), alwaysShow: true }, ...goOn];
  const silent = rows.filter((row) => row.outcome === 'silent').map((row) => pickOf(row, told));
  const others = rows.filter((row) => row.outcome !== 'silent').map((row) => pickOf(row, told));
  const picks = [...section(l10n.t('ended silently'), silent), ...section(l10n.t('others'), others)];
  if (more)
    picks.push({
      label: l10n.t('More than {0} sessions match: type more to find others', ROWS_PER_PAGE),
      alwaysShow: true,
    });
  return [...picks, ...goOn];
}

function section(label: string, picks: readonly SessionPick[]): SessionPick[] {
  return picks.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...picks];
}

/** The search has chosen it: the picker's own, which knows less, is not to leave it out. */
function pickOf(row: SessionRow, { first, by }: Told): SessionPick {
  const { title, id } = titleOf(row, first);
  return {
    row,
    iconPath: iconOf(row),
    label: title,
    description: [id, outcomeOf(row)].filter((part) => part !== null).join(' · '),
    detail: [timesOf(row, by), ...namesOf(row)].join(' · '),
    alwaysShow: true,
  };
}
