import { lifeHintIn } from '../../lives/hint-codes.js';
import { FLAGGED_CAUSES } from '../../sessions/causes/index.js';
import type { Cause } from '../../sessions/model.js';
import { speech } from '../../words/language.js';

/** Where the project lives. */
const HOME = 'https://github.com/janus-event-inspector/janus-event-inspector';

/** The section of the README that explains why a session is flagged, for reports that leave this machine. */
export const helpPage = (cause: Cause): string => `${HOME}#${cause}`;

/** The page about a kind of life, for reports that leave this machine. */
export const lifePage = (kind: string): string => `${HOME}/blob/main/media/lives/${kind}.md`;

/** The section that tells what each way of ending emits, for the same. */
export const ENDINGS_HELP = `${HOME}#how-sessions-end`;

/** The page with all of it, which comes with the extension: a path from its folder. */
export const ENDINGS_PAGE = 'media/endings/how-sessions-end.md';

/** A page that comes with the extension, in the language that is spoken: each has a twin for each language of `l10n/`. */
export const spokenPage = (page: string): string => {
  const spoken = speech();
  return spoken === null ? page : page.replace(/\.md$/, `.${spoken.language}.md`);
};

/** The page that tells what the search understands, which comes with it as well. */
export const SEARCH_PAGE = 'media/search/how-to-search.md';

/**
 * The page about a cause, or about a kind of life with something worth a look, as a path from the folder of the extension,
 * with which it comes; null for what has none.
 */
export function bundledPage(code: string): string | null {
  const life = lifeHintIn(code);
  if (life !== null) return `media/lives/${life.kind}.md`;
  return FLAGGED_CAUSES.find(({ cause }) => cause === code)?.page ?? null;
}
