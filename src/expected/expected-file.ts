/**
 * The file that lists expected findings, version 1: JSON, an entry for each finding, sorted, so that two people who add
 * entries seldom meet in one place. `media/schema/expected.schema.json` describes it.
 */
import * as l10n from '@vscode/l10n';
import { jsonLines } from '../encoding/json.js';
import { ExpectedFinding, timeOfEntry } from './expected-finding.js';

/** What it is called in a folder of the workspace. */
export const EXPECTED_FILE = 'janus-events-expected.json';

/** A longer file is none that people have made. UTF-16 units. */
export const LONGEST_FILE = 16 * 1024 * 1024;
const VERSION = 1;
const KEYS = ['$schema', 'version', 'expected'];

/** Why a file cannot be used, in words that say where. */
export class ExpectedUnreadable extends Error {
  override readonly name = 'ExpectedUnreadable';
}

export interface ExpectedFile {
  /** `$schema`, where somebody has given one. */
  readonly schema: string | null;
  readonly expected: readonly ExpectedFinding[];
}

export const NOTHING_EXPECTED: ExpectedFile = { schema: null, expected: [] };

/** Throws {@link ExpectedUnreadable}: whoever writes the file again must not lose what was not understood. */
export function readExpected(text: string): ExpectedFile {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ExpectedUnreadable(l10n.t('it holds no JSON object'));
  const { $schema: schema = null, version, expected, ...others } = value as Record<string, unknown>;
  if (typeof version === 'number' && version > VERSION)
    throw new ExpectedUnreadable(l10n.t('it is of version {0}, which a newer version of this program reads', version));
  if (version !== VERSION) throw new ExpectedUnreadable(l10n.t('it does not say "version": 1'));
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new ExpectedUnreadable(l10n.t('"{0}" is not known; there are: {1}', unknown, KEYS.join(', ')));
  if (schema !== null && typeof schema !== 'string') throw new ExpectedUnreadable(l10n.t('"$schema" is no text'));
  if (!Array.isArray(expected)) throw new ExpectedUnreadable(l10n.t('"expected" is no list'));
  return { schema, expected: expected.map(entryIn) };
}

/** The file with these entries, sorted. */
export const writtenExpected = ({ schema, expected }: ExpectedFile): string =>
  jsonLines({ ...(schema !== null && { $schema: schema }), version: VERSION, expected: [...expected].sort(byPlace) });

function parsed(text: string): unknown {
  if (text.length > LONGEST_FILE) throw new ExpectedUnreadable(l10n.t('it is too large'));
  if (/^<{7} /m.test(text))
    throw new ExpectedUnreadable(l10n.t('it has conflicts of a merge in it: settle them first'));
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ExpectedUnreadable(l10n.t('it is no JSON ({0})', why));
  }
}

function entryIn(value: unknown, index: number): ExpectedFinding {
  const checked = ExpectedFinding.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  throw new ExpectedUnreadable(
    typeof place === 'string'
      ? l10n.t('in entry {0} of "expected" "{1}" is not as it has to be', index + 1, place)
      : l10n.t('entry {0} of "expected" is not as it has to be', index + 1),
  );
}

const placeOf = (entry: ExpectedFinding): string[] => [entry.server, timeOfEntry(entry), entry.session, entry.cause];

/** By code units: the same everywhere. */
function byPlace(a: ExpectedFinding, b: ExpectedFinding): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  const k = one.findIndex((part, at) => part !== other[at]);
  return k < 0 ? 0 : one[k]! < other[k]! ? -1 : 1;
}
