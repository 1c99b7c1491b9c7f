/**
 * Whether a tool has rounded the ids of a log without a trace of it in each: Janus makes ids of 16 digits, clients choose some of
 * up to 19, a spreadsheet keeps 15 digits, a double 53 bits, and a float 24. Two sessions can then have one id.
 */
import type { Facts } from '../collecting/facts.js';

/** What a way of rounding leaves as it is. */
interface Rounding {
  /** Whether an id is long enough to lose something. */
  readonly concerns: (id: string) => boolean;
  /** Whether an id can have come out of it. */
  readonly leaves: (id: string) => boolean;
  /** By so many ids chance is ruled out, or by the first one where it can hardly be chance. */
  readonly fewest: number;
}

const DIGITS_OF_SPREADSHEETS = 15;
/** Ids that Janus makes have at least so many digits, but for one in ten thousand. */
const LONG = 12;

const ROUNDINGS: readonly Rounding[] = [
  {
    concerns: (id) => id.length > DIGITS_OF_SPREADSHEETS,
    leaves: (id) => id.slice(DIGITS_OF_SPREADSHEETS).replaceAll('0', '') === '',
    fewest: 2,
  },
  {
    concerns: (id) => !Number.isSafeInteger(Number(id)),
    leaves: (id) => isWritten(Number(id), id),
    fewest: 1,
  },
  {
    concerns: (id) => id.length >= LONG,
    leaves: (id) => isWritten(Math.fround(Number(id)), id),
    fewest: 2,
  },
];

/** Exporters write all digits of a number, or as few as tell it from the next one. */
function isWritten(value: number, id: string): boolean {
  return String(BigInt(value)) === id || String(value) === id;
}

/** Tells of an owner whether its id is one that was rounded. All ids of the logs together show it: one tool wrote them. */
export function roundedIds({ owners, handles }: Facts): (owner: number) => boolean {
  const found = ROUNDINGS.filter(({ concerns, leaves, fewest }) => {
    let count = 0;
    for (const ids of [owners, handles])
      for (let k = 0; k < ids.count; k++) {
        if (!ids.isNumber(k)) continue;
        const id = ids.text(k);
        if (!concerns(id)) continue;
        if (!leaves(id)) return false;
        count++;
      }
    return count >= fewest;
  });
  return (owner) => owners.isNumber(owner) && found.some(({ concerns }) => concerns(owners.text(owner)));
}
