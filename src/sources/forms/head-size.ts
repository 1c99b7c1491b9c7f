/** Bytes of a log's beginning by which its form is told. */
export const HEAD_BYTES = 64 * 1024;
