import {
  CodeAction,
  CodeActionKind,
  l10n,
  languages,
  type CodeActionContext,
  type CodeActionProvider,
  type Disposable,
  type Range,
  type TextDocument,
} from 'vscode';
import type { LogDiagnostics } from './diagnostics.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';

/** What can be done about a session from its entry in the Problems panel, or its place in the log. */
export class SessionActions implements CodeActionProvider {
  private constructor(
    private readonly logs: OpenLogs,
    private readonly diagnosticsOf: (log: OpenLog) => LogDiagnostics | undefined,
  ) {}

  static register(logs: OpenLogs, diagnosticsOf: (log: OpenLog) => LogDiagnostics | undefined): Disposable {
    const kinds = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
    return languages.registerCodeActionsProvider('*', new SessionActions(logs, diagnosticsOf), kinds);
  }

  provideCodeActions({ uri }: TextDocument, _: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    const log = this.logs.find(uri);
    if (log?.text.toString() !== uri.toString()) return [];
    return diagnostics.flatMap((diagnostic) => {
      const finding = diagnostic.source === 'Janus' ? (this.diagnosticsOf(log)?.findingOf(diagnostic) ?? null) : null;
      const session = finding?.session ?? null;
      if (finding === null || session === null) return [];
      const expecting =
        finding.expected !== null
          ? [[l10n.t('No longer expected'), 'janusEvents.unmarkExpected'] as const]
          : finding.cause !== null
            ? [[l10n.t('Mark as expected…'), 'janusEvents.markExpected'] as const]
            : [];
      const action = (title: string, command: string): CodeAction => {
        const made = new CodeAction(title, CodeActionKind.QuickFix);
        made.diagnostics = [diagnostic];
        made.command = { title, command, arguments: [uri, session] };
        return made;
      };
      return [
        action(l10n.t('Show the events of this session'), 'janusEvents.showEvents'),
        action(l10n.t('Show this session in the timeline'), 'janusEvents.showInTimeline'),
        action(l10n.t('Copy this session as Markdown for a ticket'), 'janusEvents.copyForTicket'),
        action(l10n.t('Save an excerpt with this session alone…'), 'janusEvents.saveExcerpt'),
        action(l10n.t('Explain how this session ended'), 'janusEvents.explainSession'),
        ...expecting.map(([title, command]) => action(title, command)),
        action(l10n.t('Set the severity of this cause…'), 'janusEvents.chooseSeverity'),
      ];
    });
  }
}
