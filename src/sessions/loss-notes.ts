/** What is to be said of a log that contradicts itself: which evidence shows that events were lost. */
import type { EventPlace } from '../events/event-table.js';
import type { Losses } from './losses.js';
import type { LogNote } from './model.js';
import { clock, duration } from './wording.js';

const sessions = (n: number): string => `${String(n)} session${n === 1 ? '' : 's'}`;
const times = (n: number): string => (n === 1 ? 'once' : `${String(n)} times`);

/** Notes on one server, called `name`, each at the event that shows it. */
export function lossNotes(name: string, losses: Losses | null): LogNote[] {
  if (losses === null) return [];
  const { miscount, longest, gaps, again, nameless } = losses;
  const notes: LogNote[] = [];
  const note = (message: string, { log, offset, length, line }: EventPlace): void =>
    void notes.push({
      code: 'events-lost',
      message: `Events of ${name} were lost: ${message}`,
      place: { log, offset, length, line },
    });
  if (miscount !== null)
    note(
      `at ${clock(miscount.at)} UTC the server counted ${sessions(miscount.counted)}, but by this log ${String(miscount.seemed)} ${miscount.seemed === 1 ? 'was' : 'were'} open.`,
      miscount.place,
    );
  if (longest !== null)
    note(
      `its update events, which come every 15 s, have ${gaps === 1 ? 'a gap' : `${String(gaps)} gaps, the longest`} of ${duration(longest.to - longest.from)}, until ${clock(longest.to)} UTC.`,
      longest.place,
    );
  if (again.first !== null)
    note(`a connection came again under an id that had not been disconnected, ${times(again.count)}.`, again.first);
  if (nameless.first !== null)
    note(
      `an event of a session or handle came without the id of its session, ${times(nameless.count)}.`,
      nameless.first,
    );
  return notes;
}
