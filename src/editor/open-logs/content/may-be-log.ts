/** Most of what is opened is no log: what does not speak of timestamps, in whatever encoding, is not looked at any further. */
import { latin1 } from '../../../sources/forms/latin1.js';

export const speaksOfTimestamps = (text: string): boolean => /timestamp/i.test(text);

/** The same of text in any encoding. */
export const bytesSpeakOfTimestamps = (bytes: Uint8Array): boolean =>
  speaksOfTimestamps(latin1(bytes).replaceAll('\0', ''));
