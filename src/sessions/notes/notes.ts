/** What is to be said of a log as a whole: masks, losses, damage, a name that several servers share. */
import { HTTP_TRANSPORT } from '../../events/types.js';
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import { plural } from '../../words/numbers.js';
import { clock, duration } from '../../words/times.js';
import type { Stretch } from '../../events/header.js';
import type { ClockSetBack, Judgement } from '../judge.js';
import type { LogNote } from '../log-report.js';
import { startBefore, type Server } from '../servers/server.js';
import { lossNotes } from './loss-notes.js';

/** A stretch of a log that belongs to no event, as it is kept after the scan. */
export interface Damage extends Omit<Stretch, 'sample'> {
  readonly log: number;
}

/** Damaged stretches that are told one by one; the rest is told as a number. */
const MAX_STRETCHES = 100;

/** Steps of clocks that are told. */
const MAX_STEPS = 100;

const emitterName = (name: string): string => (name === '' ? l10n.t('this server') : name);

/** What is counted over the sessions of one emitter. */
export interface ServerTally {
  sessions: number;
  /** Created over a transport that has connections. */
  overConnection: number;
  /** Without `created`, although the server started before them. */
  lost: number;
}

/** Counts over the sessions of each emitter, by its number. */
export function serverTallies({ sessions, servers }: Judgement): ServerTally[] {
  const tallies = servers.map((): ServerTally => ({ sessions: 0, overConnection: 0, lost: 0 }));
  const http = sessions.transports.indexOf(HTTP_TRANSPORT);
  for (let k = 0; k < sessions.count; k++) {
    const emitter = sessions.emitter[k]!;
    const tally = tallies[emitter]!;
    const transport = sessions.transport[k]!;
    tally.sessions++;
    if (transport !== NONE && transport !== http) tally.overConnection++;
    const created = !Number.isNaN(sessions.createdAt[k]!);
    if (!created && startBefore(servers[emitter]!, sessions.firstAt[k]!) !== null) tally.lost++;
  }
  return tallies;
}

/** The notes about one log, number `log`; notes about emitters are told with the log that holds their first event. */
export function notesOf(
  servers: readonly Server[],
  tallies: readonly ServerTally[],
  log: number,
  stretches: readonly Damage[],
  bytes: number,
  clocks: readonly ClockSetBack[],
): LogNote[] {
  return [
    ...clockNotes(clocks.filter(({ place }) => place.log === log)),
    ...servers.flatMap((server, k) => (server.facts.firstLog === log ? serverNotes(server, tallies[k]!) : [])),
    ...stretchNotes(stretches, bytes),
  ];
}

/** Where clocks were set back, one by one up to {@link MAX_STEPS}. */
function clockNotes(clocks: readonly ClockSetBack[]): LogNote[] {
  return clocks.slice(0, MAX_STEPS).map(({ emitter, place: { log, offset, length, line, at }, by }): LogNote => ({
    code: 'clock-set-back',
    message: l10n.t(
      'The clock of {0} was set back by about {1}, to {2}: around this step sessions are judged by the order of the events in the log, not by their times.',
      ...[emitterName(emitter), duration(by), clock(at)],
    ),
    place: { log, offset, length, line },
  }));
}

function serverNotes(server: Server, { sessions, overConnection, lost }: ServerTally): LogNote[] {
  const { facts: emitter } = server;
  const name = emitterName(emitter.name);
  const notes: LogNote[] = [];
  const note = (code: LogNote['code'], message: string): void => void notes.push({ code, message, place: null });
  if (server.sessionsMasked)
    note(
      'sessions-masked',
      plural(
        sessions,
        l10n.t(
          'No session events of {1} are in this log, so it cannot be told which of its {0} session ended. Let the event handler send them: events = "all", or add "sessions".|No session events of {1} are in this log, so it cannot be told which of its {0} sessions ended. Let the event handler send them: events = "all", or add "sessions".',
        ),
        name,
      ),
    );
  else if (server.transportsMasked && overConnection > 0)
    note(
      'transports-masked',
      l10n.t(
        'No transport events of {0} are in this log: a dropped connection shows only by handles that detach together. Let the event handler send them: events = "all", or add "transports".',
        name,
      ),
    );
  if (lost > 0 && !server.sessionsMasked)
    note(
      'events-lost',
      plural(
        lost,
        l10n.t(
          'Events of {1} were lost on the way: {0} session after its start has no created event here.|Events of {1} were lost on the way: {0} sessions after its start have no created event here.',
        ),
        name,
      ),
    );
  if (!server.sessionsMasked) for (const lost of lossNotes(name, server.losses)) notes.push(lost);
  if (server.several)
    note(
      'emitter-shared',
      l10n.t(
        'Several servers seem to send as {0}: sessions went on past a started or shutdown event. Such events end no session here; give each server its own server_name.',
        name,
      ),
    );
  return notes;
}

function stretchNotes(stretches: readonly Damage[], bytes: number): LogNote[] {
  const notes = stretches.slice(0, MAX_STRETCHES).map(({ log, offset, length, line, kind }): LogNote => {
    const place = { log, offset, length, line };
    if (kind === 'left-out')
      return { code: 'malformed', message: l10n.t('Events were left out, by what line {0} says.', line), place };
    const message = (text: string): string => plural(length, text, line);
    if (offset === 0 && length < bytes)
      return {
        code: 'cut',
        message: message(
          l10n.t(
            'The log begins in the middle of an event ({0} byte from line {1}).|The log begins in the middle of an event ({0} bytes from line {1}).',
          ),
        ),
        place,
      };
    if (offset > 0 && offset + length >= bytes)
      return {
        code: 'cut',
        message: message(
          l10n.t(
            'The log ends in the middle of an event ({0} byte from line {1}).|The log ends in the middle of an event ({0} bytes from line {1}).',
          ),
        ),
        place,
      };
    return {
      code: 'malformed',
      message: message(
        l10n.t(
          'Not readable as Janus events: {0} byte from line {1}.|Not readable as Janus events: {0} bytes from line {1}.',
        ),
      ),
      place,
    };
  });
  const more = stretches.length - MAX_STRETCHES;
  if (more > 0)
    notes.push({
      code: 'malformed',
      message: plural(
        more,
        l10n.t(
          '{0} more stretch is not readable as Janus events.|{0} more stretches are not readable as Janus events.',
        ),
      ),
      place: null,
    });
  return notes;
}
