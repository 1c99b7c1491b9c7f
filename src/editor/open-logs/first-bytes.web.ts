/** `first-bytes.ts` where all files are virtual, those of this machine too. */
export { firstBytesOfVirtual as firstBytes, stampOfVirtual as stampOf } from './virtual-files.js';
