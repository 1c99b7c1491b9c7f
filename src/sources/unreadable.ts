/** Why a log cannot be read. */

/** A log that cannot be read, said in words a person can act on. */
export class LogUnreadable extends Error {
  override readonly name = 'LogUnreadable';
}

/** The words for a failed read of `path`. */
export function unreadable(path: string, error: unknown): LogUnreadable {
  const code = (error as NodeJS.ErrnoException).code;
  const why =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EACCES' || code === 'EPERM'
        ? 'permission denied'
        : code === 'EISDIR'
          ? 'it is a directory'
          : error instanceof Error
            ? error.message
            : String(error);
  return new LogUnreadable(`Cannot read ${path}: ${why}.`);
}
