/** What can be asked of sessions and lives. */
import { OF_CONNECTIONS } from './of-connections.js';
import { OF_ENDINGS } from './of-endings.js';
import { OF_NAMES } from './of-names.js';
import type { Operator } from './operator.js';

/** By name, in the order in which they are proposed. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([...OF_NAMES, ...OF_ENDINGS, ...OF_CONNECTIONS]);

/** Names that were those of operators before: what was saved with them is still understood. */
const EARLIER: ReadonlyMap<string, string> = new Map([
  ['begun', 'began'],
  ['hint', 'finding'],
]);

export const operatorOf = (name: string): Operator | undefined => OPERATORS.get(EARLIER.get(name) ?? name);
