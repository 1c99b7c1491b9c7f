/** Reads one log of events in this thread. */
import { ServerLogReader, type ServerLog } from '../../sessions/server-log/server-log.js';
import type { ReadState, Room } from '../../sources/log-text.js';
import type { ReportBuilder } from './report-builder.js';

/**
 * Gives the builder the log that it has begun last, as `read` hands it over, which tells `state` what it finds out. Resolves
 * with Janus' own lines among the events, of the log called `name`; null: there are none.
 */
export async function readInto(
  builder: ReportBuilder,
  name: string,
  state: ReadState,
  read: (room: Room) => AsyncIterable<Uint8Array>,
): Promise<ServerLog | null> {
  const serverLog = new ServerLogReader(name);
  for await (const bytes of read((size) => builder.room(size))) {
    // Janus' own lines are known of before the first bytes come.
    if (state.serverLines) serverLog.push(bytes);
    builder.push(bytes);
  }
  builder.end(state);
  return state.serverLines ? serverLog.soFar() : null;
}
