/** `client-id.ts` in a browser. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { thisBrowser } from '../session/this-browser.web.js';

/** Of this browser, broker and topic. */
export function ownClientId(where: string, topic: string): string {
  const whose = new TextEncoder().encode(JSON.stringify([thisBrowser(), where, topic]));
  return `janus-events-${bytesToHex(sha256(whose)).slice(0, 10)}`;
}
