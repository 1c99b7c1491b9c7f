/** What is to be said of a log as a whole: masks, losses, damage, a name that several servers share. */
import type { Stretch } from '../events/header.js';
import { HTTP_TRANSPORT } from './facts.js';
import type { Judgement } from './judge.js';
import type { LogNote, Session } from './model.js';
import { startBefore, type Server } from './server.js';

/** A stretch of a log that belongs to no event, as it is kept after the scan. */
export interface Damage extends Omit<Stretch, 'sample'> {
  readonly log: number;
}

/** Damaged stretches that are told one by one; the rest is told as a number. */
const MAX_STRETCHES = 100;

const plural = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
const emitterName = (name: string): string => (name === '' ? 'this server' : name);

/** The notes about one log, number `log`; notes about emitters are told with the log that holds their first event. */
export function notesOf(judgement: Judgement, log: number, stretches: readonly Damage[], bytes: number): LogNote[] {
  const servers = judgement.servers.filter((server) => server.facts.firstLog === log);
  const sessions = servers.length > 0 ? byEmitter(judgement.sessions) : new Map<string, Session[]>();
  return [
    ...servers.flatMap((server) => serverNotes(server, sessions.get(server.facts.name) ?? [])),
    ...stretchNotes(stretches, bytes),
  ];
}

function byEmitter(sessions: readonly Session[]): Map<string, Session[]> {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const group = groups.get(session.emitter);
    if (group) group.push(session);
    else groups.set(session.emitter, [session]);
  }
  return groups;
}

function serverNotes(server: Server, sessions: readonly Session[]): LogNote[] {
  const { facts: emitter } = server;
  const name = emitterName(emitter.name);
  const notes: LogNote[] = [];
  const note = (code: LogNote['code'], message: string): void => void notes.push({ code, message, place: null });
  if (server.sessionsMasked)
    note(
      'sessions-masked',
      `No session events of ${name} are in this log, so it cannot be told which of its ${plural(sessions.length, 'session')} ended. Let the event handler send them: events = "all", or add "sessions".`,
    );
  else if (server.transportsMasked && sessions.some((s) => s.transport !== null && s.transport !== HTTP_TRANSPORT))
    note(
      'transports-masked',
      `No transport events of ${name} are in this log: a dropped connection shows only by handles that detach together. Let the event handler send them: events = "all", or add "transports".`,
    );
  const lost = sessions.filter(
    (s) => s.createdAt === null && startBefore(server, s.firstAt) !== null && !server.sessionsMasked,
  );
  if (lost.length > 0)
    note(
      'events-lost',
      `Events of ${name} were lost on the way: ${plural(lost.length, 'session')} after its start ${lost.length === 1 ? 'has' : 'have'} no created event here.`,
    );
  if (server.marks.some((mark) => mark.shared))
    note(
      'emitter-shared',
      `Several servers seem to send as ${name}: sessions went on past a started or shutdown event. Such events end no session here; give each server its own server_name.`,
    );
  return notes;
}

function stretchNotes(stretches: readonly Damage[], bytes: number): LogNote[] {
  const notes = stretches.slice(0, MAX_STRETCHES).map(({ log, offset, length, line }): LogNote => {
    const place = { log, offset, length, line };
    const size = `${plural(length, 'byte')} from line ${String(line)}`;
    if (offset === 0 && length < bytes)
      return { code: 'cut', message: `The log begins in the middle of an event (${size}).`, place };
    if (offset > 0 && offset + length >= bytes)
      return { code: 'cut', message: `The log ends in the middle of an event (${size}).`, place };
    return { code: 'malformed', message: `Not readable as Janus events: ${size}.`, place };
  });
  const more = stretches.length - MAX_STRETCHES;
  if (more > 0)
    notes.push({
      code: 'malformed',
      message: `${plural(more, 'more stretch').replace(/stretchs$/, 'stretches')} are not readable as Janus events.`,
      place: null,
    });
  return notes;
}
