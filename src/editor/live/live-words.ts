/** A live session in the words that view, status bar and menu show. */
import { l10n, MarkdownString, ThemeColor, ThemeIcon } from 'vscode';
import { markdownText } from '../../encoding/markdown.js';
import { size } from '../../words/numbers.js';
import type { LiveSession } from './live-session.js';
import { number, plural } from '../../words/numbers.js';

/** "12/s", "1,204/s", "0.4/s" */
export function rateWords(rate: number): string {
  return l10n.t('{0}/s', number(rate > 0 && rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)));
}

export function stateWords({ state }: LiveSession): string {
  switch (state.kind) {
    case 'starting':
      return l10n.t('starting');
    case 'running':
      return l10n.t('running');
    case 'waiting':
      return l10n.t('waiting');
    case 'failed':
      return l10n.t('failed');
    case 'stopped':
      return l10n.t('stopped');
  }
}

export function stateIcon({ state }: LiveSession): ThemeIcon {
  switch (state.kind) {
    case 'starting':
      return new ThemeIcon('loading~spin');
    case 'running':
      return new ThemeIcon('record');
    case 'waiting':
      return new ThemeIcon('debug-disconnect', new ThemeColor('list.warningForeground'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'stopped':
      return new ThemeIcon('debug-stop');
  }
}

/** "1 event", "12,345 events" */
export const eventsWords = (events: number): string => plural(events, l10n.t('{0} event|{0} events'));

/** Nothing in it is secret: addresses hold no password. */
export function tooltipOf(...sessions: readonly LiveSession[]): MarkdownString {
  const text = new MarkdownString();
  for (const session of sessions) addSession(text, session);
  return text;
}

function addSession(text: MarkdownString, session: LiveSession): void {
  const line = (words: string): void => {
    text.appendMarkdown(markdownText(words)).appendMarkdown('\n\n');
  };
  text.appendMarkdown('**').appendMarkdown(markdownText(session.profile.name)).appendMarkdown('** · ');
  line(stateWords(session));
  line(session.where);
  const { events, bytes } = session.counts;
  line(`${eventsWords(events)} · ${rateWords(session.rate)} · ${size(bytes)}`);
  if (session.state.kind === 'failed' || session.state.kind === 'waiting') line(session.state.message);
  line(session.delivery.words);
}
