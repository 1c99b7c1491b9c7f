/**
 * Sessions of a real Janus, made through its WebSocket, Unix socket, HTTP and Admin APIs. Ids are text: they may not
 * fit a number.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { ADMIN_SECRET, type Janus } from './janus.js';

type Answer = Readonly<Record<string, unknown>>;

/** Janus' answers with ids as text. */
function parsed(text: string): Answer {
  return JSON.parse(text.replace(/("(?:id|session_id|sender)"\s*:\s*)(\d+)/g, '$1"$2"')) as Answer;
}

/** JSON with the ids as numbers again. */
function written(request: Answer): string {
  return JSON.stringify(request).replace(/"(session_id|handle_id|id)":"(\d+)"/g, '"$1":$2');
}

function idOf(answer: Answer): string {
  if (answer.janus !== 'success') throw new Error(`Janus refused: ${JSON.stringify(answer)}`);
  return (answer.data as { id: string }).id;
}

/** What carries messages to Janus and ends without a word. */
interface Wire {
  send(message: string): void;
  drop(): Promise<void>;
}

/** One connection to Janus, on which any number of sessions can live. */
export class JanusSocket {
  private readonly waiting = new Map<string, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  private wire: Wire | null = null;

  private constructor() {}

  /** Over a WebSocket. */
  static async open(janus: Janus): Promise<JanusSocket> {
    const connection = new JanusSocket();
    const socket = new WebSocket(janus.ws, 'janus-protocol');
    await once(socket, 'open');
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      connection.received(data.toString());
    });
    socket.once('close', () => {
      connection.closed();
    });
    connection.wire = {
      send: (message) => {
        socket.send(message);
      },
      async drop() {
        if (socket.readyState === WebSocket.CLOSED) return;
        const closed = once(socket, 'close');
        socket.terminate();
        await closed;
      },
    };
    return connection;
  }

  /** Over its Unix socket, which a process of its own speaks to. */
  static openUnix(janus: Janus): JanusSocket {
    const connection = new JanusSocket();
    const child = spawn('python3', [join(import.meta.dirname, 'seqpacket.py'), janus.unix]);
    createInterface({ input: child.stdout }).on('line', (line) => {
      connection.received(line);
    });
    child.once('close', () => {
      connection.closed();
    });
    connection.wire = {
      send: (message) => child.stdin.write(`${message}\n`),
      async drop() {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const closed = once(child, 'close');
        child.kill('SIGKILL');
        await closed;
      },
    };
    return connection;
  }

  request(request: Answer): Promise<Answer> {
    const transaction = randomUUID();
    return new Promise((resolve, reject) => {
      this.waiting.set(transaction, { resolve, reject });
      this.wire!.send(written({ ...request, transaction }));
    });
  }

  async create(): Promise<string> {
    return idOf(await this.request({ janus: 'create' }));
  }

  async attach(session: string, plugin = 'janus.plugin.echotest'): Promise<string> {
    return idOf(await this.request({ janus: 'attach', session_id: session, plugin }));
  }

  async destroy(session: string): Promise<void> {
    await this.request({ janus: 'destroy', session_id: session });
  }

  async claim(session: string): Promise<void> {
    await this.request({ janus: 'claim', session_id: session });
  }

  /** The connection breaks, as when a browser's network goes. */
  async drop(): Promise<void> {
    await this.wire!.drop();
  }

  private received(text: string): void {
    const answer = parsed(text);
    if (answer.janus === 'event') return;
    const transaction = String(answer.transaction);
    this.waiting.get(transaction)?.resolve(answer);
    this.waiting.delete(transaction);
  }

  private closed(): void {
    for (const { reject } of this.waiting.values())
      reject(new Error('The connection was closed before Janus answered.'));
  }
}

async function post(url: string, request: Answer): Promise<Answer> {
  const body = written({ ...request, transaction: randomUUID() });
  return parsed(await (await fetch(url, { method: 'POST', body })).text());
}

export async function createOverHttp(janus: Janus): Promise<string> {
  return idOf(await post(janus.http, { janus: 'create' }));
}

export async function attachOverHttp(janus: Janus, session: string, plugin = 'janus.plugin.echotest'): Promise<string> {
  return idOf(await post(`${janus.http}/${session}`, { janus: 'attach', plugin }));
}

export async function destroyOverHttp(janus: Janus, session: string): Promise<void> {
  await post(`${janus.http}/${session}`, { janus: 'destroy' });
}

/** Destroys a session through the Admin API. */
export async function destroyByAdmin(janus: Janus, session: string): Promise<void> {
  await post(`${janus.admin}/${session}`, { janus: 'destroy_session', admin_secret: ADMIN_SECRET });
}

/** The sessions Janus itself knows of. */
export async function listedSessions(janus: Janus): Promise<string[]> {
  const body = written({ janus: 'list_sessions', admin_secret: ADMIN_SECRET, transaction: randomUUID() });
  const text = await (await fetch(janus.admin, { method: 'POST', body })).text();
  return [...(/"sessions"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/\d+/g)].map(([id]) => id);
}
