export { writeWhole as writePieces } from './write-whole.js';
