/** What is said of a log as a whole. */
import * as l10n from '@vscode/l10n';

/** `why` as `LogSummary.unread` has it; null where nobody knows. */
export const noEventsWords = (name: string, why: string | null): string =>
  why === null ? l10n.t('{0} holds no Janus events.', name) : l10n.t('{0} holds no Janus events: {1}.', name, why);

/** The last part of a path, however its parts are divided. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
