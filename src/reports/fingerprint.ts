/** Names of results that stay the same in every report: SARIF's fingerprints. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes of a SHA-256 that are enough to tell results apart. */
const LENGTH = 16;

/** The beginning of the SHA-256 of the parts as JSON in UTF-8, in hex. In JavaScript: a browser's own is asynchronous. */
export const fingerprintOf = (parts: readonly unknown[]): string =>
  bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(parts))).subarray(0, LENGTH));
