/** The search of one judged log: what queries find, why they find nothing, how they may go on. */
import { completionsAt } from '../../lives/query/complete.js';
import { findAmong, findSessions } from '../../lives/query/find.js';
import type { Lives } from '../../lives/lives.js';
import { branchesOf, type Branch } from '../../lives/query/query.js';
import { subjectsOf, type Subjects } from '../../lives/query/subjects/subjects.js';
import type { Known } from '../../lives/query/operators/tests.js';
import { QueryError } from '../../lives/query/language/tokens.js';
import { KIND_NAMES } from '../../lives/registry.js';
import type { LogReport } from '../../sessions/log-report.js';
import { ALL_FOUND, type Found } from '../lanes/source.js';
import { isSameSearch, type Completions, type Search, type SearchProblem } from '../requests/search-requests.js';

export class LogSearch {
  private subjects: Subjects | null = null;
  /** The last one: it is asked again for each arrangement. */
  private last: { readonly search: Search; readonly branches: readonly Branch[] | null; readonly found: Found } = {
    search: { text: '' },
    branches: null,
    found: ALL_FOUND,
  };

  constructor(
    private readonly report: LogReport,
    private readonly lives: Lives,
  ) {}

  /** Sessions by themselves, and by what they hold. */
  sessions(search: Search): Found {
    const { last } = this;
    if (isSameSearch(last.search, search)) return last.found;
    try {
      const branches = branchesOf(search.text, this.known(search));
      const found = branches === null ? ALL_FOUND : { hits: findSessions(this.all, branches), problem: null };
      this.last = { search, branches, found };
    } catch (error) {
      this.last = { search, branches: null, found: { hits: null, problem: problemOf(error) } };
    }
    return this.last.found;
  }

  /** Some lives, by their numbers among sessions and lives. */
  among(search: Search, lives: Int32Array): Found {
    const found = this.sessions(search);
    const { branches } = this.last;
    if (found.hits === null || branches === null) return found;
    return { hits: findAmong(this.all, branches, lives, found.hits), problem: null };
  }

  completions({ text }: Search, cursor: number): Completions {
    return completionsAt(text, cursor, this.all);
  }

  problemIn(search: Search): SearchProblem | null {
    try {
      branchesOf(search.text, this.known(search));
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  private known({ zone = 0 }: Search): Known {
    return { kinds: KIND_NAMES, clock: { zone, origin: this.report.span?.first ?? 0 } };
  }

  private get all(): Subjects {
    const { report, lives } = this;
    const { sessions, emitters, span } = report;
    return (this.subjects ??= subjectsOf(lives, sessions, { until: span?.last ?? 0, emitters }));
  }
}

function problemOf(error: unknown): SearchProblem {
  if (!(error instanceof QueryError)) throw error;
  const { message, from, to, unfinished } = error;
  return { message, from, to, unfinished };
}
