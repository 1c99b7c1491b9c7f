/** What is to be said of a log that contradicts itself: which evidence shows that events were lost. */
import * as l10n from '@vscode/l10n';
import { plural } from '../../words/numbers.js';
import { clock, duration } from '../../words/times.js';
import type { EventPlace } from '../../events/event-table.js';
import type { Losses } from '../servers/proven-losses.js';
import type { LogNote } from '../log-report.js';

/** Notes on one server, called `name`, each at the event that shows it. */
export function lossNotes(name: string, losses: Losses | null): LogNote[] {
  if (losses === null) return [];
  const { miscount, longest, gaps, again, nameless } = losses;
  const notes: LogNote[] = [];
  const note = (message: string, { log, offset, length, line }: EventPlace): void =>
    void notes.push({
      code: 'events-lost',
      message,
      place: { log, offset, length, line },
    });
  if (miscount !== null) {
    const { at, counted, seemed } = miscount;
    // It counted fewer than seem open: of one, none.
    const message =
      seemed === 1
        ? l10n.t(
            'Events of {0} were lost: at {1} the server counted no session, but by this log one was open.',
            ...[name, clock(at)],
          )
        : plural(
            counted,
            l10n.t(
              'Events of {1} were lost: at {2} the server counted {0} session, but by this log {3} were open.|Events of {1} were lost: at {2} the server counted {0} sessions, but by this log {3} were open.',
            ),
            ...[name, clock(at), seemed],
          );
    note(message, miscount.place);
  }
  if (longest !== null)
    note(
      plural(
        gaps,
        l10n.t(
          'Events of {1} were lost: its update events, which come every 15 s, have a gap of {2}, until {3}.|Events of {1} were lost: its update events, which come every 15 s, have {0} gaps, the longest of {2}, until {3}.',
        ),
        ...[name, duration(longest.to - longest.from), clock(longest.to)],
      ),
      longest.place,
    );
  if (again.first !== null)
    note(
      plural(
        again.count,
        l10n.t(
          'Events of {1} were lost: a connection came again under an id that had not been disconnected, once.|Events of {1} were lost: a connection came again under an id that had not been disconnected, {0} times.',
        ),
        name,
      ),
      again.first,
    );
  if (nameless.first !== null)
    note(
      plural(
        nameless.count,
        l10n.t(
          'Events of {1} were lost: an event of a session or handle came without the id of its session, or with a rounded one (1.23457E+15), once.|Events of {1} were lost: an event of a session or handle came without the id of its session, or with a rounded one (1.23457E+15), {0} times.',
        ),
        name,
      ),
      nameless.first,
    );
  return notes;
}
