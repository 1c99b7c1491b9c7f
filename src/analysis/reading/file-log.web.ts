/** `file-log.ts` where no file can be read: who asks gives bytes. */
import { unreadable } from '../../sources/unreadable.js';
import type { LogBytes } from './log-bytes.js';

export const fileLog = (path: string): LogBytes => {
  throw unreadable(path, new Error('a browser reads no files'));
};
