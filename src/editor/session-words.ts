/** A session in the few words that a list has room for. */
import { l10n, MarkdownString, ThemeColor, ThemeIcon } from 'vscode';
import type { SessionRow } from '../analysis/api.js';
import { markdownText } from '../encoding/markdown.js';
import { whoIs, type NamesFirst } from '../sessions/who.js';
import { outcomeWords } from '../words/outcomes.js';
import { clock, duration } from '../words/times.js';
import { transportName } from '../words/transports.js';

/** Shapes as in the timeline; only a silent ending has a colour. */
export function iconOf({ outcome, provisional }: SessionRow): ThemeIcon {
  if (provisional) return new ThemeIcon('debug-breakpoint-log-unverified');
  switch (outcome) {
    case 'silent':
      return new ThemeIcon('debug-breakpoint-log', new ThemeColor('charts.red'));
    case 'destroyed':
      return new ThemeIcon('primitive-square');
    case 'timeout':
      return new ThemeIcon('clockface');
    case 'open':
      return new ThemeIcon('play');
    case 'unknown':
      return new ThemeIcon('ellipsis');
  }
}

export function outcomeOf({ outcome, provisional, cause, certainty }: SessionRow): string {
  if (provisional) return l10n.t('provisional');
  const words = outcomeWords(outcome);
  return outcome === 'silent' ? [words, cause, certainty].filter((part) => part !== null).join(' · ') : words;
}

/** The id, with its use where it was used more than once. */
export const idOf = ({ id, instance }: SessionRow): string => (instance > 1 ? `${id} #${String(instance)}` : id);

/** What a session is called in one line, and its id where that is another. */
export function titleOf(row: SessionRow, first: NamesFirst): { readonly title: string; readonly id: string | null } {
  const who = whoIs(row, first);
  return who === null ? { title: idOf(row), id: null } : { title: who, id: idOf(row) };
}

/** "07:05:32 – 07:05:45 UTC (13.9 s)" */
export function timesOf({ createdAt, endedAt, firstAt, lastAt, outcome }: SessionRow): string {
  const second = (us: number): string => clock(us).slice(0, 8);
  const start = createdAt === null ? l10n.t('before {0}', second(firstAt)) : second(firstAt);
  if (endedAt === null) {
    return outcome === 'open' ? l10n.t('since {0} UTC', start) : l10n.t('{0} – {1} UTC', start, second(lastAt));
  }
  const length = createdAt === null ? '' : ` (${duration(endedAt - createdAt)})`;
  return `${start} – ${second(endedAt)} UTC${length}`;
}

/** What a person knows the session by, besides its id. */
export function namesOf({ emitter, transport, plugins, rooms, opaqueIds, displays }: SessionRow): string[] {
  return [
    emitter,
    transport === null ? '' : transportName(transport),
    ...plugins.slice(0, 3),
    ...rooms.slice(0, 3).map((room) => l10n.t('room {0}', room)),
    ...displays.slice(0, 2),
    ...opaqueIds.slice(0, 3),
  ].filter((name) => name !== '');
}

export function tooltipOf(row: SessionRow, first: NamesFirst): MarkdownString {
  const { title, id } = titleOf(row, first);
  const text = new MarkdownString();
  text
    .appendMarkdown('**')
    .appendMarkdown(markdownText(id === null ? l10n.t('Session {0}', title) : title))
    .appendMarkdown('** · ');
  if (id !== null) text.appendMarkdown(markdownText(l10n.t('session {0}', id))).appendMarkdown(' · ');
  text.appendMarkdown(markdownText(outcomeOf(row))).appendMarkdown('\n\n');
  text.appendMarkdown(markdownText(row.reason)).appendMarkdown('\n\n');
  text.appendMarkdown(markdownText(timesOf(row))).appendMarkdown('\n\n');
  text.appendMarkdown(markdownText(namesOf(row).join(' · ')));
  return text;
}
