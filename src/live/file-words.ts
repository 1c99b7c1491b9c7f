/** What the errors of files mean, in words that end a sentence. */
import * as l10n from '@vscode/l10n';

const WORDS: Readonly<Record<string, () => string>> = {
  EACCES: () => l10n.t('permission denied'),
  EDQUOT: () => l10n.t('the disk quota is used up'),
  EFBIG: () => l10n.t('the file has reached the largest size allowed here'),
  EIO: () => l10n.t('the disk reports an error'),
  EISDIR: () => l10n.t('it is a directory'),
  ELOOP: () => l10n.t('its symbolic links lead in a circle'),
  EMFILE: () => l10n.t('too many files are open'),
  ENOENT: () => l10n.t('there is no such file or folder'),
  ENOSPC: () => l10n.t('the disk is full'),
  ENOTDIR: () => l10n.t('a part of its path is no folder'),
  EPERM: () => l10n.t('permission denied'),
  EROFS: () => l10n.t('the file system is read-only'),
};

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? '';
}

/** Why a call of the file system failed: "the disk is full". */
export function fileWords(error: unknown): string {
  return WORDS[codeOf(error)]?.() ?? (error instanceof Error ? error.message : String(error));
}
