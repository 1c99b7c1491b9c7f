/** Sessions that a query finds, as assistants are told of them. */
import { listed } from './session-at-hand.js';
import { ToolProblem, type AskedLog } from './tool.js';

interface Page {
  readonly limit: number;
  readonly from: number;
}

/** `text` is a query of the timeline's search, times in UTC. Throws {@link ToolProblem} for one that cannot be understood. */
export async function foundBy(
  log: AskedLog,
  text: string,
  { limit, from }: Page,
  signal: AbortSignal,
): Promise<object> {
  const { rows, more, problem } = await log.ask({ method: 'search', text, zone: 0 }, { signal });
  if (problem !== null) throw new ToolProblem(problem.message);
  const shown = rows.slice(from, from + limit);
  const next = from + shown.length;
  return { log: log.name, sessions: shown.map(listed), next: next < rows.length ? next : null, more };
}
