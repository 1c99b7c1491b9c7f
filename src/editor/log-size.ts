/** Sizes of files in words. */

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** "52.4 MB", "310 kB": in steps of a thousand as disks count. */
export function sizeWords(bytes: number): string {
  let unit = 0;
  let size = bytes;
  for (; size >= 999.5 && unit < UNITS.length - 1; unit++) size /= 1000;
  return `${unit === 0 ? String(Math.round(size)) : size < 100 ? size.toFixed(1) : size.toFixed(0)} ${UNITS[unit]!}`;
}
