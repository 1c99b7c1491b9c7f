/** Where a file is written before it takes its place. */

/** A path beside `path` that nobody else gives: what is there already is neither followed nor replaced. */
export const partOf = (path: string): string => `${path}.${crypto.randomUUID()}.part`;
