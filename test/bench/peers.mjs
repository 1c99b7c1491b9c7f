// Other tools that can be asked about a log, as whole processes. Each is asked less than what the report answers: which
// session events there are, or a count. Those that are not installed are said to be absent.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ name: string, what: string, command: (log: string) => string[], absent: string | null }} Peer */

const HERE = import.meta.dirname;
/** Where the larger peers are installed, for the benchmark alone. */
const TOOLS = join(HERE, '..', '..', '.tools', 'bench');

/** `lnav/formats` tells lnav how to read events. */
const BY_SESSION = 'SELECT session_id, count(*), min(log_time), max(log_time) FROM janus_events GROUP BY session_id';

/** @param {string} command */
const absentCommand = (command) =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).error ? 'not installed' : null;

/** The entry of DuckDB's package, or null. */
export function duckdbEntry() {
  const from = existsSync(TOOLS) ? join(TOOLS, 'package.json') : import.meta.url;
  try {
    return pathToFileURL(createRequire(from).resolve('@duckdb/node-api')).href;
  } catch {
    return null;
  }
}

/** @type {readonly Peer[]} */
export const PEERS = [
  {
    name: 'DuckDB',
    what: 'events, first and last time and session event by session',
    command: (log) => [process.execPath, join(HERE, 'duckdb.mjs'), log],
    absent:
      duckdbEntry() === null ? 'not installed: npm install --prefix .tools/bench @duckdb/node-api@1.5.4-r.1' : null,
  },
  {
    name: 'jq',
    what: 'the session events',
    command: (log) => ['jq', '-c', 'select(.type == 1) | [.session_id, .timestamp, .event.name]', log],
    absent: absentCommand('jq'),
  },
  {
    name: 'lnav',
    what: 'events, first and last time by session',
    command: (log) => ['lnav', '-I', join(HERE, 'lnav'), '-n', '-c', `;${BY_SESSION}`, log],
    absent: absentCommand('lnav'),
  },
  {
    name: 'ripgrep',
    what: 'number of lines with a session event',
    command: (log) => ['rg', '-c', '"type": ?1,', log],
    absent: absentCommand('rg'),
  },
];

/** Of a packed log: what unpacking it alone takes. @type {readonly Peer[]} */
export const PACKED_PEERS = [
  { name: 'zcat', what: 'nothing', command: (log) => ['gzip', '-dc', log], absent: absentCommand('gzip') },
];
