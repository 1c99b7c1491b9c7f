/**
 * Reads Janus' own log, as text (`janus.log`, console output, with or without time stamps and colours) or as the JSON
 * log's `{"timestamp":…,"line":…}` objects, and keeps what it says of sessions. The lines are those of `janus.c`:
 * `janus_session_create`, `janus_transport_gone`, `janus_check_sessions`, `janus_session_destroy`.
 */

/** One line of a server log. */
export interface ServerLine {
  /** Offset and length in bytes, and the number of the line from 1, counting LF. */
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  /** µs: since the epoch in a JSON log, else the server's wall time to the second read as if it were UTC; null without stamps. */
  readonly stamp: number | null;
}

/** One life of a session as the server log tells it. */
export interface ServerSession {
  readonly id: string;
  /** `Creating new session`; null where the log begins later. */
  readonly created: ServerLine | null;
  /** `-- Marking Session N as over`: its connection went. Undone when the session is claimed. */
  over: ServerLine | null;
  timeout: ServerLine | null;
  destroyed: ServerLine | null;
}

/** What the log holds of one process. */
export interface ServerRun {
  /** `server_name`, the emitter of its events; null where the log does not print it. */
  name: string | null;
  version: string | null;
  /** `reclaim_session_timeout` in seconds; null where the log does not print it. */
  reclaim: number | null;
  /** Whether the debug level lets `Marking Session … as over` through (5, verbose). */
  tellsOver: boolean;
  /** The line it begins with; its stamp is the first of the run. */
  first: ServerLine;
  /** The last line that carries a stamp, or the last one of interest. */
  last: ServerLine;
  /** The watchdog ends: Janus is stopping in an orderly way. */
  stopping: ServerLine | null;
  readonly sessions: ServerSession[];
}

export interface ServerLog {
  readonly path: string;
  readonly bytes: number;
  /** Stamps are µs since the epoch (JSON log), not wall time to the second. */
  readonly exact: boolean;
  readonly runs: readonly ServerRun[];
}

const LF = 0x0a;
/** A request that was under way when Janus was told to stop is served within this, µs, by stamps of whole seconds. */
const LAST_REQUEST = 2_000_000;
/** A longer line is read in pieces that end with an object. */
const MAX_LINE = 256 * 1024;

// An event between the server's lines has a timestamp as well, but no line behind it.
const PATTERN = new RegExp(
  [
    String.raw`"timestamp"\s*:\s*(?<exact>\d{15,17})(?!\d|\s*\}|\s*,\s*"(?!line"))`,
    String.raw`\[[A-Z][a-z]{2} (?<stamp>[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4})\]`,
    String.raw`Creating new session: (?<created>\d{1,20}); `,
    String.raw`-- Marking Session (?<over>\d{1,20}) as over`,
    String.raw`Session has been claimed: \((?<claimed>\d{1,20})\)`,
    String.raw`Timeout expired for session (?<timeout>\d{1,20})\.\.\.`,
    String.raw`Destroying session (?<destroyed>\d{1,20}); `,
    String.raw`Starting Meetecho Janus(?: \(WebRTC Server\))? v(?<starting>\d[\d.]*)`,
    String.raw`(?<watching>Sessions watchdog started)`,
    String.raw`(?<stopping>Ending sessions timeout watchdog)`,
    String.raw`Debug/log level is (?<level>\d)`,
    String.raw`reclaim_session_timeout: (?<reclaim>\d{1,9})`,
    String.raw`(?<noReclaim>Reclaim session timeouts have been disabled)`,
    String.raw`server_name: (?<name>[^\\\r\n\u001b]+)`,
  ].join('|'),
  'g',
);

/** Takes the bytes of one server log in any cuts. */
export class ServerLogReader {
  private runs: ServerRun[] = [];
  private live = new Map<string, ServerSession>();
  private exact = false;
  private stamp: number | null = null;
  private line = 1;
  private position = 0;
  /** Bytes of the line under way, and the offset of the first. */
  private held = new Uint8Array(0);
  private readonly decoder = new TextDecoder();

  constructor(private readonly path: string) {}

  push(bytes: Uint8Array): void {
    let from = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
      this.take(bytes.subarray(from, end));
      this.position++;
      this.line++;
      from = end + 1;
    }
    this.hold(bytes.subarray(from));
  }

  /** What the bytes so far tell, the line under way included as it stands; more bytes may come. */
  soFar(): ServerLog {
    if (this.held.length === 0) return this.log();
    const ahead = this.copy();
    ahead.take(new Uint8Array(0));
    return ahead.log();
  }

  private log(): ServerLog {
    return { path: this.path, bytes: this.position, exact: this.exact, runs: this.runs };
  }

  private copy(): ServerLogReader {
    const copy = new ServerLogReader(this.path);
    // Cloned together, the live sessions of the copy are still those of its runs.
    const { runs, live } = structuredClone({ runs: this.runs, live: this.live });
    copy.runs = runs;
    copy.live = live;
    copy.exact = this.exact;
    copy.stamp = this.stamp;
    copy.line = this.line;
    copy.position = this.position;
    copy.held = this.held;
    return copy;
  }

  /** Keeps the beginning of a line; one that grows too long is read up to its last object. */
  private hold(bytes: Uint8Array): void {
    this.held = joined(this.held, bytes);
    if (this.held.length <= MAX_LINE) return;
    const object = this.held.lastIndexOf(0x7d) + 1;
    const rest = this.held.slice(object > 0 ? object : this.held.length - 256);
    this.held = this.held.subarray(0, this.held.length - rest.length);
    this.take(new Uint8Array(0));
    this.held = rest;
  }

  /** The line under way ends with `bytes`. */
  private take(bytes: Uint8Array): void {
    const text = this.held.length > 0 ? joined(this.held, bytes) : bytes;
    this.held = new Uint8Array(0);
    if (text.length > 0) this.read(this.decoder.decode(text), text.length);
    this.position += text.length;
  }

  private read(text: string, length: number): void {
    for (const { groups } of text.matchAll(PATTERN)) {
      const found = groups!;
      if (found.starting !== undefined && !this.exact) this.stamp = null;
      if (found.exact !== undefined) {
        this.exact = true;
        this.stamp = Number(found.exact);
      } else if (found.stamp !== undefined) {
        if (!this.exact) this.stamp = wallTime(found.stamp);
      }
      const line = { offset: this.position, length, line: this.line, stamp: this.stamp };
      if (found.starting !== undefined || this.runs.length === 0 || isRestarted(this.runs.at(-1)!, line, found))
        this.begin(line, found.starting ?? null);
      this.note(this.runs.at(-1)!, line, found);
    }
  }

  private begin(first: ServerLine, version: string | null): void {
    this.live = new Map();
    // Lines in front of the banner, such as those of a logger that came up first, are of the same process.
    const before = this.runs.at(-1);
    if (before?.version === null && before.sessions.length === 0) this.runs.pop();
    this.runs.push({
      name: null,
      version,
      reclaim: null,
      tellsOver: false,
      first,
      last: first,
      stopping: null,
      sessions: [],
    });
  }

  private note(run: ServerRun, line: ServerLine, found: Record<string, string | undefined>): void {
    run.last = line;
    if (run.first.stamp === null) run.first = { ...run.first, stamp: line.stamp };
    if (found.created !== undefined) this.create(run, found.created, line);
    else if (found.over !== undefined) {
      this.session(run, found.over).over = line;
      run.tellsOver = true;
    } else if (found.claimed !== undefined) this.session(run, found.claimed).over = null;
    else if (found.timeout !== undefined) this.session(run, found.timeout).timeout ??= line;
    else if (found.destroyed !== undefined) this.session(run, found.destroyed).destroyed ??= line;
    else if (found.stopping !== undefined) run.stopping ??= line;
    else if (found.level !== undefined) run.tellsOver ||= Number(found.level) >= 5;
    else if (found.reclaim !== undefined) run.reclaim = Number(found.reclaim);
    else if (found.noReclaim !== undefined) run.reclaim = 0;
    else if (found.name !== undefined) run.name = found.name.trim();
  }

  private create(run: ServerRun, id: string, created: ServerLine | null): ServerSession {
    const session: ServerSession = { id, created, over: null, timeout: null, destroyed: null };
    run.sessions.push(session);
    this.live.set(id, session);
    return session;
  }

  private session(run: ServerRun, id: string): ServerSession {
    return this.live.get(id) ?? this.create(run, id, null);
  }
}

/** Whether a line shows that a stopped server runs again, in a log from which the banner of its start was filtered out. */
function isRestarted(
  { stopping }: ServerRun,
  { stamp }: ServerLine,
  found: Record<string, string | undefined>,
): boolean {
  if (stopping === null) return false;
  if (found.watching !== undefined) return true;
  return found.created !== undefined && (stamp ?? NaN) > (stopping.stamp ?? NaN) + LAST_REQUEST;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** "Nov 23 07:26:58 2026" in µs, read as UTC. */
function wallTime(text: string): number | null {
  const ms = Date.parse(`${text} UTC`);
  return Number.isNaN(ms) ? null : ms * 1000;
}
