import * as l10n from '@vscode/l10n';
import type { LiveProfile } from '../../live/profile.js';

/** A name for what is captured from now on: "eu-1-20261124-151617-042.jsonl". */
export const captureName = ({ name }: LiveProfile): string =>
  l10n.t('{0}-{1}.jsonl', fileName(name), stamp(new Date()));

/** A name as every file system takes it. */
function fileName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w.-]+/g, '-');
  return plain.replace(/^[-.]+|[-.]+$/g, '').toLowerCase() || 'live';
}

/** "20261124-151617-042", UTC */
const stamp = (date: Date): string => date.toISOString().replace(/[-:Z]/g, '').replace(/[T.]/g, '-');
