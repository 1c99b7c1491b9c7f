/** A session in the few words that a list has room for. */
import { l10n, MarkdownString, ThemeColor, ThemeIcon } from 'vscode';
import { namesOf, timesOf, titleOf } from '../../analysis/details/row-words.js';
import type { SessionRow } from '../../analysis/requests/api.js';
import { markdownText } from '../../encoding/markdown.js';
import type { NamesFirst } from '../../sessions/who.js';
import type { LogClock } from '../../words/times.js';
import { expectedWords, outcomeWords } from '../../words/outcomes.js';

/** Shapes as in the timeline; only a silent ending has a colour. */
export function iconOf({ outcome, provisional, expected }: SessionRow): ThemeIcon {
  if (provisional) return new ThemeIcon('debug-breakpoint-log-unverified');
  if (expected !== null) return new ThemeIcon('debug-breakpoint-log-disabled');
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

export function outcomeOf({ outcome, provisional, cause, certainty, expected }: SessionRow): string {
  if (provisional) return l10n.t('provisional');
  const words = expected === null ? outcomeWords(outcome) : expectedWords();
  return outcome === 'silent' ? [words, cause, certainty].filter((part) => part !== null).join(' · ') : words;
}

export function tooltipOf(row: SessionRow, first: NamesFirst, by: LogClock): MarkdownString {
  const { title, id } = titleOf(row, first);
  const text = new MarkdownString();
  text
    .appendMarkdown('**')
    .appendMarkdown(markdownText(id === null ? l10n.t('Session {0}', title) : title))
    .appendMarkdown('** · ');
  if (id !== null) text.appendMarkdown(markdownText(l10n.t('session {0}', id))).appendMarkdown(' · ');
  text.appendMarkdown(markdownText(outcomeOf(row))).appendMarkdown('\n\n');
  if (row.expected !== null)
    text.appendMarkdown(markdownText(l10n.t('Expected: {0}', row.expected))).appendMarkdown('\n\n');
  text.appendMarkdown(markdownText(row.reason)).appendMarkdown('\n\n');
  text.appendMarkdown(markdownText(timesOf(row, by))).appendMarkdown('\n\n');
  text.appendMarkdown(markdownText(namesOf(row).join(' · ')));
  return text;
}
