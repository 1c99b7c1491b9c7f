/** A session as one pastes it into a ticket: who, when, how it ended and why we say so. Markdown. */
import * as l10n from '@vscode/l10n';
import type { SessionDetail } from '../analysis/requests/timeline-details.js';
import { ticketCode, ticketSentence } from '../encoding/markdown.js';
import { certaintyWords } from '../words/certainties.js';
import { sharedWords } from '../words/company.js';
import { list } from '../words/sentences.js';
import { clockTold, dateAndTime, duration, fromTo } from '../words/times.js';

/** Others, and pieces of evidence, that a ticket has room for. */
const MAX_OTHERS = 10;
const MAX_EVIDENCE = 30;

export interface TicketSource {
  /** Name of the log. */
  readonly log: string;
  readonly detail: SessionDetail;
  /** Why its PeerConnections were closed, as Janus told it, in time order; `at` in µs since the Unix epoch. */
  readonly hangups: readonly { readonly at: number; readonly reason: string }[];
}

/** Times are told by the clock that is chosen, with date and zone; who reads a ticket has no log to count elapsed time from. */
export function ticketOf({ log, detail, hangups }: TicketSource): string {
  const { advice, evidence, facts, start, end } = detail;
  const line = (label: string, words: string): string => l10n.t('- **{0}:** {1}', label, words);
  const { zone, origin } = clockTold();
  const by = { zone: zone === 'elapsed' ? 'utc' : zone, origin } as const;
  return [
    `### ${titleOf(detail)}`,
    '',
    line(l10n.t('Verdict'), verdictWords(detail)),
    ...(advice === null ? [] : [line(l10n.t('What to do'), ticketSentence(advice))]),
    line(l10n.t('When'), end === null ? dateAndTime(start, by) : fromTo(start, end, by)),
    line(l10n.t('Log'), ticketCode(log)),
    ...facts.map((fact) => line(fact.label, fact.code ? ticketCode(fact.value) : ticketSentence(fact.value))),
    ...othersIn(detail),
    ...hangups.map(({ at, reason }) =>
      line(l10n.t('PeerConnection closed'), l10n.t('{0}, {1}', dateAndTime(at, by), ticketCode(reason))),
    ),
    line(l10n.t('Evidence'), '').trimEnd(),
    ...evidence
      .slice(0, MAX_EVIDENCE)
      .map(
        ({ at, what, line: number }) =>
          `  - ${l10n.t('{0}, line {1}: {2}', dateAndTime(at, by), number, ticketSentence(what))}`,
      ),
    ...moreOf(evidence.length - MAX_EVIDENCE),
    '',
  ].join('\n');
}

function titleOf({ id, name, headline }: SessionDetail): string {
  const ending = headline.toLowerCase();
  return name === null
    ? l10n.t('Session {0}: {1}', ticketCode(id), ending)
    : l10n.t('{0}, session {1}: {2}', ticketCode(name), ticketCode(id), ending);
}

const moreOf = (count: number): string[] => (count > 0 ? [`  - ${l10n.t('and {0} more', count)}`] : []);

function verdictWords({
  headline,
  certainty,
  cause,
  sentence,
}: Pick<SessionDetail, 'headline' | 'certainty' | 'cause' | 'sentence'>): string {
  const how = certainty === null ? [] : [certaintyWords(certainty), ...(cause === null ? [] : [cause])];
  const ended = how.length === 0 ? headline : l10n.t('{0} ({1})', headline, list(how));
  return l10n.t('{0}. {1}', ended, ticketSentence(sentence));
}

function othersIn({ company, moreCompany }: SessionDetail): string[] {
  if (company.length === 0) return [];
  const others = company.slice(0, MAX_OTHERS).map(({ id, name, shares, together }) => {
    const session = l10n.t('session {0}', ticketCode(id));
    const who = name === null ? session : list([ticketCode(name), session]);
    const time = together > 0 ? l10n.t('together for {0}', duration(together)) : l10n.t('at another time');
    return `  - ${l10n.t('{0} ({1})', who, sharedWords(shares, time))}`;
  });
  const heading = l10n.t('- **{0}:** {1}', l10n.t('Who else was there'), '').trimEnd();
  return [heading, ...others, ...moreOf(company.length - others.length + moreCompany)];
}
