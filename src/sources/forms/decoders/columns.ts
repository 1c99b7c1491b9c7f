/** Tables with a column for each member of the events, whatever the rows look like: each becomes an object of texts. */
import { Hint, hintOf } from '../../../events/shapes/renamed-keys.js';
import { bytesOf } from '../head.js';

const OWN: Readonly<Record<string, number>> = { type: Hint.type, timestamp: Hint.timestamp, session_id: Hint.id };

/** Whether columns of these names can hold events. */
export function holdEvents(names: readonly string[]): boolean {
  const hints = names.reduce((all, name) => {
    const bytes = bytesOf(name);
    return all | (OWN[name] ?? hintOf(bytes, 0, bytes.length));
  }, 0);
  const all = Hint.type | Hint.timestamp;
  return (hints & all) === all && ((hints & Hint.id) !== 0 || names.some((name) => /event|body/i.test(name)));
}

/** The member of an object that a cell becomes, by its key as JSON; none for a cell that stands for nothing. */
export function memberOf(key: string, cell: string): string[] {
  // In a table of Markdown it is code.
  const value = cell.trim().replace(/^`(.*)`$/, '$1');
  return NOTHING.has(value) ? [] : [`${key}:${JSON.stringify(withoutBackslashes(value))}`];
}

/** Whatever stands for nothing in the tables of pandas, PostgreSQL, MySQL and Kibana. */
const NOTHING = new Set(['', 'NaN', 'None', 'null', 'NULL', '\\N', '-']);

/** PostgreSQL's COPY and ClickHouse escape the backslashes of JSON once more. */
function withoutBackslashes(cell: string): string {
  if (!cell.includes('\\') || !/^[{[]/.test(cell)) return cell;
  try {
    JSON.parse(cell);
    return cell;
  } catch {
    return cell.replace(/\\(.)/g, '$1');
  }
}
