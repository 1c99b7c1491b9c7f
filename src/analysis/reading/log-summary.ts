/** What the report says of each log as a whole: how much was read of it, in which form, and what is to be noted. */
import * as l10n from '@vscode/l10n';
import type { Judgement } from '../../sessions/judge.js';
import type { LogSummary, Unread } from '../../sessions/log-report.js';
import { notesOf, type ServerTally } from '../../sessions/notes/notes.js';
import type { ServerLog } from '../../sessions/server-log/server-log.js';
import { plural } from '../../words/numbers.js';
import { formatName, noServerSessions } from './format.js';
import { bytesOf, type LogState } from './log-state.js';

/** What the report says of a log, number `log`, with what goes for it alone. */
export function logSummary(
  state: LogState,
  log: number,
  judgement: Judgement,
  tallies: readonly ServerTally[],
): LogSummary {
  const { path, stretches, moreStretches, events, duplicates, forms, problem } = state;
  const bytes = bytesOf(state);
  const unread = events > 0 ? null : whyUnread(bytes, state.foreign);
  const notes = notesOf(judgement.servers, tallies, log, unread === null ? stretches : [], bytes, judgement.clocks);
  if (problem !== null) notes.push({ code: 'cut', message: problem, place: null });
  if (unread !== null)
    notes.push({
      code: 'no-events',
      message: l10n.t('No Janus events can be read here: {0}.', unread.why),
      place: null,
    });
  else if (state.texts > 0) notes.push({ code: 'other-text', message: otherText(state), place: null });
  return {
    path,
    bytes,
    events: events - duplicates,
    malformed: stretches.length + moreStretches,
    duplicates,
    format: formatName({ ...state, forms }),
    unread,
    notes,
  };
}

/** A server log as the report lists it, behind the event logs: evidence refers to it by its index. */
export function serverLogSummary({ path, bytes, exact, runs }: ServerLog): LogSummary {
  const sessions = runs.reduce((sum, run) => sum + run.sessions.length, 0);
  const format = sessions === 0 ? noServerSessions() : l10n.t('Janus server log, {0}', exact ? 'JSON' : 'text');
  return { path, bytes, events: 0, malformed: 0, duplicates: 0, format, unread: null, notes: [] };
}

/** Why nothing of so many bytes could be read as events. */
function whyUnread(bytes: number, foreign: string | null): Unread {
  if (foreign !== null) return { why: l10n.t('this is {0}', foreign), other: true };
  const none = l10n.t(
    'nothing in it has the "type", "timestamp" (in µs) and "event" of one; give the log of an event handler',
  );
  return { why: bytes === 0 ? l10n.t('it is empty') : none, other: false };
}

function otherText({ texts, serverLines }: LogState): string {
  if (serverLines) return l10n.t("Janus' own lines stand between the events: they were read as its log.");
  return plural(
    texts,
    l10n.t(
      'One stretch of text that holds no events was passed over.|{0} stretches of text that hold no events were passed over.',
    ),
  );
}
