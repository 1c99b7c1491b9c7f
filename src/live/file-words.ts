/** What the errors of files mean, in words that end a sentence. */
import * as l10n from '@vscode/l10n';

const WORDS: Readonly<Record<string, () => string>> = {
  EACCES: () => l10n.t('permission denied'),
  EDQUOT: () => l10n.t('the disk quota is used up'),
  EBUSY: () => l10n.t('something else uses it'),
  EEXIST: () => l10n.t('there is a file of that name already'),
  EFBIG: () => l10n.t('the file has reached the largest size allowed here'),
  EILSEQ: () => l10n.t('the file system does not allow such a name'),
  EINVAL: () => l10n.t('the file system does not allow that'),
  EIO: () => l10n.t('the disk reports an error'),
  EISDIR: () => l10n.t('it is a directory'),
  ELOOP: () => l10n.t('its symbolic links lead in a circle'),
  EMFILE: () => l10n.t('too many files are open'),
  ENAMETOOLONG: () => l10n.t('the name is too long'),
  ENFILE: () => l10n.t('too many files are open'),
  ENOENT: () => l10n.t('there is no such file or folder'),
  ENOSPC: () => l10n.t('the disk is full'),
  ENOTDIR: () => l10n.t('a part of its path is no folder'),
  EPERM: () => l10n.t('permission denied'),
  EROFS: () => l10n.t('the file system is read-only'),
  ESTALE: () => l10n.t('the server of the files no longer knows it'),
  ETXTBSY: () => l10n.t('it is a program that runs'),
};

/** What to do about them where a file is to be written, each a sentence. */
const ADVICE: Readonly<Record<string, () => string>> = {
  EACCES: rights,
  EDQUOT: room,
  EFBIG: room,
  EILSEQ: name,
  EIO: () => l10n.t('Look after that disk, or choose a file on another one.'),
  EMFILE: fewer,
  ENAMETOOLONG: () => l10n.t('Choose a shorter name: the lock and the parts beside the file have longer ones.'),
  ENFILE: fewer,
  ENOSPC: room,
  EPERM: rights,
  EROFS: () => l10n.t('Choose a file on a disk that can be written.'),
  ESTALE: () => l10n.t('Mount that folder again, or choose a file elsewhere.'),
};

function room(): string {
  return l10n.t('Make room, or choose a file elsewhere.');
}

function rights(): string {
  return l10n.t('Give this user the right to write there, or choose another file.');
}

function fewer(): string {
  return l10n.t('Allow more open files (ulimit -n), or close what holds them.');
}

function name(): string {
  return l10n.t('Choose another name.');
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? '';
}

/** Why a call of the file system failed: "the disk is full". */
export function fileWords(error: unknown): string {
  return WORDS[codeOf(error)]?.() ?? (error instanceof Error ? error.message : String(error));
}

/** What to do about it where a file was to be written, as a sentence. */
export function fileAdvice(error: unknown): string {
  return ADVICE[codeOf(error)]?.() ?? l10n.t('Choose another file.');
}
