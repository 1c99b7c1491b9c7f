import {
  CodeLens,
  l10n,
  languages,
  Range,
  type CodeLensProvider,
  type Command,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { SessionText } from '../../analysis/requests/api.js';
import { labelText } from '../../encoding/workbench.js';
import { clock } from '../../words/times.js';
import { sessionDocumentOf, SESSION_SCHEME, type SessionDocument } from './session-document-uri.js';
import type { SessionDocuments } from './session-documents.js';
import { number } from '../../words/numbers.js';

/** Above the document what it holds and where its other parts are, above each event what it is and its way to the log. */
export class SessionDocumentLenses implements CodeLensProvider {
  readonly onDidChangeCodeLenses;

  private constructor(private readonly documents: SessionDocuments) {
    this.onDidChangeCodeLenses = documents.onDidMake;
  }

  static register(documents: SessionDocuments): Disposable {
    return languages.registerCodeLensProvider({ scheme: SESSION_SCHEME }, new SessionDocumentLenses(documents));
  }

  provideCodeLenses({ uri, lineCount }: TextDocument): CodeLens[] {
    const text = this.documents.textOf(uri);
    const document = sessionDocumentOf(uri);
    if (text === null || document === null) return [];
    const by = this.documents.clockOf(uri);
    const top = new Range(0, 0, 0, 0);
    const head = headCommands(text, document).map(
      ({ title, command, argument }) =>
        new CodeLens(top, { title, command: `janusEvents.${command}`, arguments: [uri, argument] }),
    );
    const events = text.events
      .filter(({ line }) => line < lineCount)
      .map(({ line, offset, length, logLine, at, summary }) => {
        const words = l10n.t('{0} · {1} · line {2}', clock(at, by), summary, number(logLine));
        const command: Command = {
          title: labelText(words),
          command: 'janusEvents.showEventInLog',
          arguments: [uri, offset, length],
        };
        return new CodeLens(new Range(line, 0, line, 0), command);
      });
    return [...head, ...events];
  }
}

interface HeadCommand {
  readonly title: string;
  readonly command: string;
  readonly argument?: unknown;
}

function headCommands({ head, from, to, total }: SessionText, { layout }: SessionDocument): HeadCommand[] {
  const commands: HeadCommand[] = [{ title: labelText(head), command: 'showSessionOfEvents' }];
  if (from > 0)
    commands.push({ title: l10n.t('Earlier Events'), command: 'showEventsFrom', argument: Math.max(0, from - 1000) });
  if (to < total) commands.push({ title: l10n.t('Later Events'), command: 'showEventsFrom', argument: to });
  commands.push(
    layout === 'pretty'
      ? { title: l10n.t('As Written'), command: 'showEventsAsWritten' }
      : { title: l10n.t('Pretty-Printed'), command: 'showEventsPretty' },
  );
  return commands;
}
