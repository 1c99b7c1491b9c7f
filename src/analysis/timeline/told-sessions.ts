/** What the table tells of sessions, beyond what lanes need to be drawn. */
import type { Lives } from '../../lives/lives.js';
import { hangupOf, isConnection } from '../../lives/query/subjects/came-to.js';
import type { SessionTable } from '../../sessions/session-table.js';
import type { Told } from '../lanes/source.js';

/** More ways to end are not read in a line. */
const MAX_HANGUPS = 5;

export function toldSessions(sessions: SessionTable, lives: Lives): Told {
  return {
    known: (session) => sessions.known(session),
    address: (session) => sessions.address(session) ?? '',
    session: (session) => sessions.session(session),
    hangups(session) {
      const found = new Set<string>();
      for (const life of livesWithin(lives, session)) {
        if (!isConnection(lives, life)) continue;
        const hangup = hangupOf(lives, life);
        if (hangup !== null) found.add(hangup);
        if (found.size === MAX_HANGUPS) break;
      }
      return [...found];
    },
  };
}

/** All lives within a session, those within others as well. */
function* livesWithin(lives: Lives, session: number): Generator<number> {
  const holding = lives.holding();
  const open = [holding.withinSession(session)];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const step = last.next();
    if (step.done === true) {
      open.pop();
      continue;
    }
    yield step.value;
    open.push(holding.within(step.value));
  }
}
