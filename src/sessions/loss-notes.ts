/** What is to be said of a log that contradicts itself: which evidence shows that events were lost. */
import type { EventPlace } from '../events/event-table.js';
import type { Losses } from './losses.js';
import type { LogNote } from './model.js';
import { clock, duration } from './wording.js';

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
      `at ${clock(miscount.at)} UTC it counted ${String(miscount.counted)} of the ${String(miscount.seemed)} sessions that seem open then.`,
      miscount.place,
    );
  if (longest !== null)
    note(
      `its update event, which comes every 15 s, is missing ${times(gaps)}, for ${duration(longest.to - longest.from)} until ${clock(longest.to)} UTC at most.`,
      longest.place,
    );
  if (again.first !== null)
    note(`a connection was connected again without having been disconnected, ${times(again.count)}.`, again.first);
  if (nameless.first !== null)
    note(
      `an event of a session or handle does not say which session it is of, ${times(nameless.count)}.`,
      nameless.first,
    );
  return notes;
}
