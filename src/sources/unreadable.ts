/** Why a log cannot be read. */
import * as l10n from '@vscode/l10n';

/** A log that cannot be read, said in words a person can act on. */
export class LogUnreadable extends Error {
  override readonly name = 'LogUnreadable';
}

/** The words for a failed read of `path`. */
export function unreadable(path: string, error: unknown): LogUnreadable {
  const code = (error as { code?: string }).code;
  const why =
    code === 'ENOENT'
      ? l10n.t('there is no such file')
      : code === 'EACCES' || code === 'EPERM'
        ? l10n.t('permission denied')
        : code === 'EISDIR'
          ? l10n.t('it is a directory')
          : error instanceof Error
            ? error.message
            : String(error);
  return new LogUnreadable(l10n.t('Cannot read {0}: {1}.', path, why));
}
