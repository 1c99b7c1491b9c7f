/** What a file is that holds no events which can be read, and what to do about it. */
import * as l10n from '@vscode/l10n';
import type { Head } from './head.js';
import { ARCHIVES } from './foreign/archives.js';
import type { Foreign } from './foreign/foreign.js';
import { JANUS } from './foreign/janus.js';
import { PRINTED } from './foreign/printed.js';
import { isGzip } from './gzip.js';

const FOREIGN: readonly Foreign[] = [...ARCHIVES, ...JANUS, ...PRINTED];

/** What begins so, in words that follow "this is"; null for what is not known. */
export function foreignIn(head: Head): string | null {
  if (isGzip(head.bytes)) return l10n.t('gzip inside gzip: uncompress it once');
  return FOREIGN.find(({ fits }) => fits(head))?.words() ?? null;
}
