/** A session that an assistant names by its id. */
import * as l10n from '@vscode/l10n';
import type { SessionRow } from '../analysis/requests/api.js';
import { assistantJson } from '../encoding/assistant.js';
import { dateAndTime } from '../words/times.js';
import { ToolProblem, type AskedLog } from './tool.js';

/** Sessions of one id that a refusal names, and characters of the names of their servers. */
const MOST_NAMED = 20;
const LONGEST_NAME = 100;

interface NamedSession {
  readonly session: string;
  readonly server?: string | undefined;
  readonly instance?: number | undefined;
}

/** Throws {@link ToolProblem} where there is none, and where several have the id and nothing tells which is meant. */
export async function sessionOf(log: AskedLog, { session, server, instance }: NamedSession): Promise<SessionRow> {
  const { rows } = await log.ask({ method: 'search', text: `session:${session}`, zone: 0 });
  const named = rows.filter(({ id }) => id === session);
  const meant = named.filter(
    (row) => (server === undefined || row.emitter === server) && (instance === undefined || row.instance === instance),
  );
  if (meant.length === 1) return meant[0]!;
  if (named.length === 0) throw new ToolProblem(l10n.t('{0} has no session {1}.', log.name, session));
  // What servers call themselves was written by strangers, in a refusal as in an answer.
  const choice = assistantJson(
    named.slice(0, MOST_NAMED).map(({ emitter: server, instance }) => ({ server, instance })),
    LONGEST_NAME,
  );
  throw new ToolProblem(
    meant.length === 0
      ? l10n.t('{0} has no such session {1}. It has: {2}.', log.name, session, choice)
      : l10n.t('{0} has several sessions {1}. Say which one: {2}.', log.name, session, choice),
  );
}

/** A session in a list: what tells it from all others, and how it stands. */
export const listed = (row: SessionRow): object => ({
  session: row.id,
  server: row.emitter,
  instance: row.instance,
  outcome: row.outcome,
  cause: row.cause,
  certainty: row.certainty,
  begins: dateAndTime(row.createdAt ?? row.firstAt),
  ends: row.endedAt === null ? null : dateAndTime(row.endedAt),
  names: row.displays,
  opaqueIds: row.opaqueIds,
  rooms: row.rooms,
  plugins: row.plugins,
  events: row.events,
  line: row.target.line,
});
