/** A session as one pastes it into a ticket: who, when, how it ended and why we say so. Markdown. */
import type { SessionDetail } from '../analysis/timeline-details.js';
import { ticketCode, ticketSentence } from '../encoding/markdown.js';
import { clock, duration } from '../words/times.js';

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

const day = (us: number): string => new Date(us / 1000).toISOString().slice(0, 10);

/** All times are UTC, with their date. */
export function ticketOf({ log, detail, hangups }: TicketSource): string {
  const { id, name, headline, certainty, cause, sentence, advice, evidence, facts, start, end } = detail;
  const line = (label: string, words: string): string => `- **${label}:** ${words}`;
  const title = name === null ? `Session ${ticketCode(id)}` : `${ticketCode(name)}, session ${ticketCode(id)}`;
  const until = end === null ? '' : ` – ${day(end) === day(start) ? '' : `${day(end)} `}${clock(end)}`;
  return [
    `### ${title}: ${headline.toLowerCase()}`,
    '',
    line('Verdict', verdictWords({ headline, certainty, cause, sentence })),
    ...(advice === null ? [] : [line('What to do', ticketSentence(advice))]),
    line('When', `${day(start)} ${clock(start)}${until} UTC`),
    line('Log', ticketCode(log)),
    ...facts.map((fact) => line(fact.label, fact.code ? ticketCode(fact.value) : ticketSentence(fact.value))),
    ...othersIn(detail),
    ...hangups.map(({ at, reason }) => line('PeerConnection closed', `${clock(at)} UTC, ${ticketCode(reason)}`)),
    '- **Evidence:**',
    ...evidence
      .slice(0, MAX_EVIDENCE)
      .map(
        ({ at, what, line: number }) =>
          `  - ${day(at)} ${clock(at)} UTC, line ${String(number)}: ${ticketSentence(what)}`,
      ),
    ...(evidence.length > MAX_EVIDENCE ? [`  - and ${String(evidence.length - MAX_EVIDENCE)} more`] : []),
    '',
  ].join('\n');
}

function verdictWords({
  headline,
  certainty,
  cause,
  sentence,
}: Pick<SessionDetail, 'headline' | 'certainty' | 'cause' | 'sentence'>): string {
  const how = [certainty, certainty === null ? null : cause].filter((part) => part !== null).join(', ');
  return `${headline}${how === '' ? '' : ` (${how})`}. ${ticketSentence(sentence)}`;
}

function othersIn({ company, moreCompany }: SessionDetail): string[] {
  if (company.length === 0) return [];
  const others = company.slice(0, MAX_OTHERS).map(({ id, name, shares, together }) => {
    const time = together > 0 ? `, together for ${duration(together)}` : ', at another time';
    return `  - ${name === null ? '' : `${ticketCode(name)}, `}session ${ticketCode(id)} (same ${shares}${time})`;
  });
  const more = company.length - others.length + moreCompany;
  return ['- **Who else was there:**', ...others, ...(more > 0 ? [`  - and ${String(more)} more`] : [])];
}
