/** Verdicts in words: sentences a person can repeat to a colleague, made from the evidence. */
import type { Ending } from './endings/ending.js';
import { HTTP_TRANSPORT } from './facts.js';
import type { Life } from './lives.js';
import type { Cause } from './model.js';
import { ownDisconnect, reclaims, tellsOf } from './endings/own-connection.js';
import { movedAt } from './server-marks.js';
import { startBefore, type Disconnect, type Server } from './server.js';
import { tellsDrops } from './versions.js';

/** "WebSockets" for `janus.transport.websockets`; the plugin's own name for transports we do not know. */
export function transportName(transport: string | null): string {
  switch (transport) {
    case null:
      return 'unknown transport';
    case 'janus.transport.websockets':
      return 'WebSockets';
    case 'janus.transport.http':
      return 'HTTP';
    case 'janus.transport.pfunix':
      return 'Unix sockets';
    case 'janus.transport.rabbitmq':
      return 'RabbitMQ';
    case 'janus.transport.mqtt':
      return 'MQTT';
    case 'janus.transport.nanomsg':
      return 'Nanomsg';
    default:
      return transport.replace(/^janus\.transport\./, '');
  }
}

/** One connection of a transport: "WebSocket", "Unix socket". */
export function connectionName(transport: string | null): string {
  if (transport === 'janus.transport.websockets') return 'WebSocket';
  if (transport === 'janus.transport.pfunix') return 'Unix socket';
  return transport === null ? 'connection' : `${transportName(transport)} connection`;
}

/** "videoroom" for `janus.plugin.videoroom`. */
export const pluginName = (plugin: string): string => plugin.replace(/^janus\.plugin\./, '');

/** A span for people: "85 µs", "2.1 ms", "13.9 s", "4 min 05 s", "3 h 12 min". */
export function duration(us: number): string {
  const abs = Math.abs(us);
  if (abs < 1000) return `${String(Math.round(us))} µs`;
  if (abs < 1e6) return `${(us / 1000).toFixed(abs < 1e4 ? 1 : 0)} ms`;
  if (abs < 6e7) return `${(us / 1e6).toFixed(abs < 1e7 ? 2 : 1)} s`;
  const seconds = Math.round(us / 1e6);
  const two = (n: number): string => String(n).padStart(2, '0');
  if (abs < 3.6e9) return `${String(Math.trunc(seconds / 60))} min ${two(seconds % 60)} s`;
  return `${String(Math.trunc(seconds / 3600))} h ${two(Math.trunc((seconds % 3600) / 60))} min`;
}

/** UTC wall time to the millisecond, "07:05:45.123". */
export const clock = (us: number): string => new Date(Math.floor(us / 1000)).toISOString().slice(11, 23);

const counted = (n: number, one: string): string => (n === 1 ? `its ${one}` : `its ${String(n)} ${one}s`);

/** The verdict in one or two sentences. */
export function reasonOf(life: Life, ending: Ending, server: Server): string {
  if (ending.pending !== null) return pendingReason(ending.pending);
  if (ending.state === 'open') return openReason(life, server);
  if (ending.state === 'undecidable') return doubtReason(ending, server);
  const { cause, at, disconnect } = ending;
  const connection = connectionName(disconnect?.transport ?? null);
  switch (cause) {
    case 'destroyed':
      if (ending.trigger === null) return 'Janus reported its end: destroyed.';
      return `Its ${connection} closed and Janus reported its end: destroyed.`;
    case 'timeout':
      return 'Janus reported its end: timeout.';
    case 'transport-gone':
      return `${goneSentence(life, ending, connection)} ${versionSentence(server, at!)}`;
    case 'server-stopped':
      return `Janus was shut down while the session was open and sent no session event for it. ${shutdownSentence(server, at!, life.created?.transport ?? null)}`;
    case 'server-crashed':
      return `Janus started again while the session was open, without a shutdown before: the server had crashed or been killed, and nothing reported the end of the session.${ending.certainty === 'certain' ? '' : crashDoubt(at!, server)}`;
    case 'id-reused':
      return 'Its id was used for a new session while this one was still open as far as the log shows: it had ended before that, and no session event in this log says so.';
    case 'handles-detached':
      return 'All its handles detached together, and nothing of the session came later. This log has no transport events, so a dropped connection cannot be seen directly.';
    default:
      return 'It ended.';
  }
}

/** Why it is not certain that a `started` tells of a crash. */
function crashDoubt(at: number, server: Server): string {
  if (movedAt(at, server))
    return ' It started with another address, so it may also be a second server of the same name.';
  if (server.several) return ' Several servers send under this name, so it may also be another one that started.';
  return ' The session began shortly before that, so it may also be of the run that started.';
}

function goneSentence(life: Life, ending: Ending, connection: string): string {
  const gone = ending.disconnect!;
  const detached = life.handles.filter((h) => h.detachedAt !== null && h.detachedAt >= gone.at - 12_000);
  const last = detached.reduce((latest, h) => Math.max(latest, h.detachedAt! - gone.at), 0);
  const handles = counted(detached.length, 'handle');
  switch (ending.rule) {
    case 'no-handle':
      return `Its ${connection} closed at ${clock(gone.toldAt)} UTC while it had no handle. The server does not wait for sessions to be reclaimed, nothing of the session came later, and Janus sent neither destroyed nor timeout.`;
    case 'claimed':
      return `A ${connection} closed at ${clock(gone.toldAt)} UTC and ${handles} detached within ${duration(last)}: ${life.created === null ? 'the session hung on that connection' : 'that connection had claimed the session'}. Janus sent neither destroyed nor timeout.`;
    default:
      return `Its ${connection} closed at ${clock(gone.toldAt)} UTC and ${handles} detached within ${duration(last)}, but Janus sent neither destroyed nor timeout.`;
  }
}

/** Which versions do that, and which one the log is of. */
function versionSentence(server: Server, at: number): string {
  const version = startBefore(server, at)?.version ?? null;
  if (tellsDrops(version) === false)
    return `Janus ${version!} never reports the session when its connection drops; 1.3.2 and 0.15.2 do.`;
  return 'Janus before 1.3.2 (0.15.2 in the 0.x line) never reports the session when its connection drops.';
}

function shutdownSentence(server: Server, at: number, transport: string | null): string {
  if (transport === HTTP_TRANSPORT) return 'No version of Janus reports the end of an HTTP session at shutdown.';
  const version = startBefore(server, at)?.version ?? null;
  if (tellsDrops(version) === true)
    return `Janus ${version!} reports it if the event handler still gets it out before it stops; here it did not.`;
  return 'Janus before 1.3.2 (0.15.2 in the 0.x line) reports no session at shutdown; later versions report those that were not over HTTP, if the event handler still gets the events out.';
}

/** For the moment in which a session event may still come: no verdict, and what it waits for. */
function pendingReason({ cause, at, transport }: NonNullable<Ending['pending']>): string {
  const wait = 'Provisional: whether Janus reports the end of the session shows within seconds.';
  switch (cause) {
    case 'server-stopped':
      return `Janus was shut down at ${clock(at)} UTC. ${wait}`;
    case 'server-crashed':
      return `Janus started again at ${clock(at)} UTC. ${wait}`;
    case 'id-reused':
      return `Its id was used for a new session at ${clock(at)} UTC. ${wait}`;
    case 'handles-detached':
      return `Its handles detached at ${clock(at)} UTC. ${wait}`;
    default:
      return `Its ${connectionName(transport)} closed at ${clock(at)} UTC. ${wait}`;
  }
}

function openReason(life: Life, server: Server): string {
  const gone = ownDisconnect(life, server);
  if (gone !== null && reclaims(server, gone.at) !== true) return outlivedReason(life, gone, server);
  if (life.handles.length > 0 && life.handles.every((h) => h.detachedAt !== null))
    return 'Still open as far as the log shows: its handles detached, but a client may detach and go on.';
  return 'Still open where the log ends.';
}

/** Of a session that is open although its connection went. */
function outlivedReason(life: Life, gone: Disconnect, server: Server): string {
  const closed = `Its ${connectionName(gone.transport)} closed at ${clock(gone.toldAt)} UTC`;
  if (tellsOf(life, server, gone.at) === true)
    return `Still open as far as the log shows: ${lowerFirst(closed)}, but Janus ${versionAt(server, gone.at)} reports destroyed for a session that ends with its connection. So another connection had claimed it, or that event was lost.`;
  return `Still open as far as the log shows: ${lowerFirst(closed)}, but it went on: another connection had claimed it.`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const versionAt = (server: Server, at: number): string => startBefore(server, at)?.version ?? '';

const SETTLES = "The server's own log (--server-log) or its list of sessions (Admin API: list_sessions) settles it.";

function doubtReason({ doubt, disconnect }: Ending, server: Server): string {
  const connection = connectionName(disconnect?.transport ?? null);
  switch (doubt) {
    case 'sessions-masked':
      return 'Cannot be told: this log has no session events. Let the event handler send them: events = "all", or add "sessions".';
    case 'damage':
      return `Cannot be told: a damaged stretch of the log holds what looks like its session event. ${SETTLES}`;
    case 'young-start':
      return 'Cannot be told: the log ends just after Janus said that it had started, and Janus takes sessions before it says so. The next seconds of the log would show whether the session is one of those or ended before.';
    case 'which-run':
      return `Cannot be told: it began in the seconds before Janus said that it had started, and this server takes sessions that long before it says so. Nothing shows whether the session is of that run or of the one before, which had crashed. ${SETTLES}`;
    case 'which-server':
      return `Cannot be told: one of several servers that send under this name shut down, and nothing shows whether it was the one that had this session. ${SETTLES} Give each server its own server_name.`;
    case 'connected-again':
      return `Cannot be told: the id of its connection was connected again, so its connection had closed and that event was lost. Either the session ended with it, or another connection had claimed it. ${SETTLES}`;
    case 'handles-only':
      return `Cannot be told: all its handles detached together and nothing of it came later, as when its connection drops; but a client may detach them and go on. This log has neither transport events nor the started event that tells the version. Let the event handler send them: events = "all".`;
    case 'miscount':
      return `Cannot be told: at ${clock(server.losses?.miscount?.at ?? 0)} UTC Janus counted fewer sessions than seem open, and nothing of this one came since: its end may have been lost. ${SETTLES}`;
    case 'nameless':
      return `Cannot be told: a session event of this server does not say whose end it tells, and nothing of this session came since. ${SETTLES}`;
    case 'gap':
      return `Cannot be told: events were lost up to ${clock(server.losses?.gap?.to ?? 0)} UTC, and nothing of this session came since: its end may be among them. ${SETTLES}`;
    case 'drop-untold':
      return `Cannot be told: its ${connection} closed at ${clock(disconnect!.toldAt)} UTC and all its handles detached with it, but Janus ${versionAt(server, disconnect!.at)} reports destroyed for a session that ends so, and no such event is in this log. Either it was lost on its way here, or another connection had claimed the session. ${SETTLES}`;
    case 'asked-for':
      return `Cannot be told: right before its handles detached, a ${connection} had closed (${clock(disconnect!.toldAt)} UTC), with which it may have ended, and a request over HTTP had come, which may have asked for just that of a session that another connection had claimed. ${SETTLES}`;
    case 'unknown-connection':
      return `Cannot be told: a ${connection} closed at ${clock(disconnect!.toldAt)} UTC and all its handles detached soon after, but the log does not hold over which connection it was created: it may have been that one, or its client let the handles go. ${SETTLES}`;
    case 'late-detach':
      return `Cannot be told: its ${connection} closed at ${clock(disconnect!.toldAt)} UTC, but its handles detached so much later that its client may have asked for it, after another connection had claimed the session. ${SETTLES}`;
    case 'handles-masked':
      return `Cannot be told: its ${connection} closed at ${clock(disconnect!.toldAt)} UTC, and only its handles could show whether it ended then or another connection had claimed it. This log has no handle events. Let the event handler send them: events = "all", or add "handles".`;
    default:
      return `Cannot be told: only what follows an end, or a detached handle, is in this log, which begins later or has lost events. ${SETTLES}`;
  }
}

/** What a person can do about a silent ending; null where nothing is wrong. */
export function adviceFor(cause: Cause | null): string | null {
  switch (cause) {
    case 'transport-gone':
      return 'Update Janus to 1.3.2 (or 0.15.2): it sends destroyed when a connection drops. Until then, close such sessions in your own records when their connection goes.';
    case 'server-stopped':
      return 'Close every open session of this server in your own records when its shutdown event comes.';
    case 'server-crashed':
      return 'A crashed server cannot report anything: close every open session of this server in your own records when its started event comes.';
    case 'id-reused':
      return 'Janus refuses an id that is in use, so the session had ended before: look for lost events, or for a dropped connection without handles.';
    case 'handles-detached':
      return 'Let the event handler send transport events too (events = "all"): then the dropped connection can be seen.';
    default:
      return null;
  }
}
