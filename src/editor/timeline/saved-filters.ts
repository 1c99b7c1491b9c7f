/** Queries that somebody has given names, kept with the workspace. */
import { l10n, QuickPickItemKind, ThemeIcon, window, type Memento, type QuickPickItem } from 'vscode';
import * as z from 'zod/mini';
import { LONGEST_QUERY } from '../../lives/query/language/syntax.js';
import { legiblePicks } from '../legible.js';
import { announce } from '../notifications.js';

const KEY = 'filters';
const MOST_FILTERS = 100;

const SavedFilter = z.object({ name: z.string(), query: z.string().check(z.maxLength(LONGEST_QUERY)) });
type SavedFilter = z.infer<typeof SavedFilter>;
const Filters = z.array(SavedFilter);

interface FilterPick extends QuickPickItem {
  readonly filter?: SavedFilter;
  readonly save?: true;
}

/** What was kept; nothing where it is of another shape. */
function filtersIn(state: Memento): SavedFilter[] {
  const kept = Filters.safeParse(state.get(KEY));
  return kept.success ? kept.data : [];
}

/** Lets a person choose a filter, remove some, or save the query of now. The query chosen; null: none. */
export async function chooseFilter(state: Memento, query: string): Promise<string | null> {
  const picker = window.createQuickPick<FilterPick>();
  picker.title = l10n.t('Filters');
  picker.matchOnDescription = true;
  const remove = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Remove') };
  const show = (): void => {
    picker.items = legiblePicks(picksOf(filtersIn(state), query, remove));
    picker.placeholder =
      picker.items.length === 0 ? l10n.t('None is saved yet: search for something first') : l10n.t('Apply a filter');
  };
  try {
    const chosen = await new Promise<FilterPick | null>((resolve) => {
      picker.onDidTriggerItemButton(({ item: { filter } }) => {
        const others = filtersIn(state).filter(({ name }) => name !== filter?.name);
        void state.update(KEY, others).then(show);
      });
      picker.onDidAccept(() => {
        resolve(picker.selectedItems[0] ?? null);
      });
      picker.onDidHide(() => {
        resolve(null);
      });
      show();
      picker.show();
    });
    if (chosen?.save === true) await saveFilter(state, query);
    return chosen?.filter?.query ?? null;
  } finally {
    picker.dispose();
  }
}

function picksOf(
  filters: readonly SavedFilter[],
  query: string,
  remove: { iconPath: ThemeIcon; tooltip: string },
): FilterPick[] {
  const saved = filters.map((filter) => ({
    label: filter.name,
    description: filter.query,
    iconPath: new ThemeIcon('filter'),
    buttons: [remove],
    filter,
  }));
  if (query === '') return saved;
  const save: FilterPick = {
    label: l10n.t('Save the search…'),
    description: query,
    iconPath: new ThemeIcon('add'),
    alwaysShow: true,
    save: true,
  };
  return saved.length === 0 ? [save] : [...saved, { label: '', kind: QuickPickItemKind.Separator }, save];
}

/** One of the same name is replaced; the oldest goes where there are too many. Says so once it is kept. */
async function saveFilter(state: Memento, query: string): Promise<void> {
  const name = await window.showInputBox({
    title: l10n.t('Save the search'),
    prompt: l10n.t('A name for it'),
    value: query,
    validateInput: (value) => (value.trim() === '' ? l10n.t('A filter needs a name.') : null),
  });
  if (name === undefined) return;
  const kept = name.trim();
  const others = filtersIn(state).filter((filter) => filter.name !== kept);
  await state.update(KEY, [...others, { name: kept, query }].slice(-MOST_FILTERS));
  announce(l10n.t('The search is saved as {0}', kept));
}
