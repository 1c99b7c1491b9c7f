import { Hover, l10n, MarkdownString, type HoverProvider, type Position, type TextDocument, type Uri } from 'vscode';
import type { Explanation } from '../../analysis/requests/in-text.js';
import { markdownText } from '../../encoding/markdown.js';
import type { Settings } from '../settings.js';
import { isStillThere, type LogPlaces } from './log-places.js';

/** Says what an event, a time or an id means, whose it is, and leads on. */
export class Hovers implements HoverProvider {
  constructor(
    private readonly places: LogPlaces,
    private readonly settings: Settings,
  ) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    const at = this.places.at(document, position);
    if (at === null) return null;
    const { log, place, field, fieldRange } = at;
    const told = await this.places.ask(log, {
      method: 'explain',
      place,
      field,
      first: this.settings.sessionNames,
    });
    const event = told === null ? null : this.places.rangeIn(document, told.event);
    if (told === null || event === null || !isStillThere(document, event)) return null;
    // Without a range VS Code would look for a word, in a line that can be as long as the log.
    return new Hover(hoverText(told, log.source), told.about === 'field' && fieldRange !== null ? fieldRange : event);
  }
}

function hoverText({ title, lines, verdict, session, event }: Explanation, log: Uri): MarkdownString {
  const text = new MarkdownString(`**${markdownText(title)}**`);
  if (lines.length > 0) text.appendMarkdown(`\n\n${lines.map(markdownText).join('  \n')}`);
  if (verdict !== null)
    text.appendMarkdown(`\n\n**${markdownText(verdict.title)}**  \n${markdownText(verdict.reason)}`);
  if (session === null) return text;
  const links = [
    link(l10n.t('Show in Timeline'), 'janusEvents.showInTimeline', [log, session]),
    link(l10n.t('Show Events'), 'janusEvents.showEvents', [log, session]),
    link(l10n.t('Previous Event'), 'janusEvents.previousEvent', [log, event.offset]),
    link(l10n.t('Next Event'), 'janusEvents.nextEvent', [log, event.offset]),
    ...(verdict?.silent === true ? [link(l10n.t('Explain'), 'janusEvents.explainSession', [log, session])] : []),
  ];
  text.appendMarkdown(`\n\n${links.map(({ markdown }) => markdown).join(' · ')}`);
  text.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  return text;
}

const link = (title: string, command: string, args: readonly unknown[]): { markdown: string; command: string } => ({
  markdown: `[${markdownText(title)}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`,
  command,
});
