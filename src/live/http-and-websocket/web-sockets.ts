/** Takes events that come over WebSockets, as wsevh sends them: text frames, an object or an array each. Node only. */
import * as l10n from '@vscode/l10n';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Deliveries } from '../net/deliveries.js';
import { heldBytes } from '../net/held-bytes.js';
import { MOST_MESSAGE, MOST_UNACKNOWLEDGED, PING_TIME } from '../net/limits.js';
import { endSoon, peerText } from '../net/listening.js';
import type { EventSink } from '../live-source.js';
import type { Notices } from '../notices.js';
import { isSocketOfPage } from './web-pages.js';

/** Close codes of RFC 6455, section 7.4.1. */
const GOING_AWAY = 1001;
const UNSUPPORTED_DATA = 1003;

export interface WebSocketOptions {
  /** Accept WebSockets only with this subprotocol; null for any, or none. */
  readonly subprotocol: string | null;
}

export class WebSockets {
  private readonly server: WebSocketServer;
  private readonly deliveries: Deliveries;
  private readonly answered = new WeakSet<WebSocket>();
  private readonly pinging: NodeJS.Timeout;

  /** `allowed` tells whether a request carries the credential; `guarded`, whether there is one. */
  constructor(
    sink: EventSink,
    private readonly notices: Notices,
    private readonly options: WebSocketOptions,
    private readonly allowed: (request: IncomingMessage) => boolean,
    private readonly guarded: boolean,
  ) {
    this.deliveries = new Deliveries(sink, notices, MOST_UNACKNOWLEDGED);
    this.server = new WebSocketServer({
      noServer: true,
      maxPayload: MOST_MESSAGE,
      // It would uncompress what comes before it is a message's turn, and a few bytes can become many.
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handleProtocols: (offered) => options.subprotocol ?? offered.values().next().value ?? false,
    });
    this.pinging = setInterval(() => {
      this.ping();
    }, PING_TIME);
    this.pinging.unref();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined);
    const refusal = this.refused(request);
    if (refusal !== null) {
      const [status, words] = refusal;
      const from = peerText(request.socket.remoteAddress);
      this.notices.say(l10n.t('A WebSocket from {0} was refused: {1}', from, words), `WebSocket ${status} ${from}`);
      endSoon(
        socket,
        `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`,
      );
      return;
    }
    this.server.handleUpgrade(request, socket, head, (client) => {
      this.accept(client, socket, l10n.t('a WebSocket of {0}', peerText(request.socket.remoteAddress)));
    });
  }

  /** Tells the peers to go. */
  close(): void {
    clearInterval(this.pinging);
    for (const client of this.server.clients) client.close(GOING_AWAY, 'The listener stops.');
  }

  /** Waits until what the peers have sent is written. */
  end(): Promise<void> {
    return this.deliveries.end();
  }

  private refused(request: IncomingMessage): readonly [status: string, words: string] | null {
    const { headers } = request;
    if (!this.guarded && isSocketOfPage(headers, request.socket.localPort ?? 0))
      return [
        '403 Forbidden',
        l10n.t(
          'Web pages may not send events. (If it is wsevh: let its backend name this machine by an address, or set a user and a password here.)',
        ),
      ];
    if (!this.allowed(request))
      return [
        '401 Unauthorized',
        l10n.t(
          'The user or the password is wrong. In janus.eventhandler.wsevh.jcfg they are part of the backend: "ws://…/?user=…&password=…".',
        ),
      ];
    const { subprotocol } = this.options;
    const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (subprotocol !== null && !offered.includes(subprotocol))
      return [
        '400 Bad Request',
        l10n.t('The subprotocol "{0}" is required (subprotocol in janus.eventhandler.wsevh.jcfg).', subprotocol),
      ];
    return null;
  }

  private accept(client: WebSocket, socket: Duplex, from: string): void {
    this.countUnfinished(client, socket, from);
    this.answered.add(client);
    client.on('pong', () => this.answered.add(client));
    client.on('error', (error) => {
      this.notices.say(l10n.t('{0} broke off: {1}.', from, error.message), `error of ${from}`);
    });
    client.on('message', (message: Buffer, isBinary) => {
      if (isBinary) {
        this.notices.say(
          l10n.t('{0} sent binary data and was closed: Janus sends events as text. Nothing of it was kept.', from),
        );
        client.close(UNSUPPORTED_DATA, 'Events are text.');
        return;
      }
      this.deliveries.add(message, from);
      if (!this.deliveries.full) return;
      client.pause();
      this.deliveries.whenRoom(() => {
        client.resume();
      });
    });
  }

  /** What a message's fragments hold until the last has come, no less than that. */
  private countUnfinished(client: WebSocket, socket: Duplex, from: string): void {
    const holding = heldBytes.hold(() => {
      this.notices.say(l10n.t('{0} was closed: more comes at once than can be held, and most of it from there.', from));
      client.terminate();
    });
    let unfinished = 0;
    let ended = false;
    client.on('message', () => (ended = true));
    // After the reader of the frames: what it has found by now is no longer in this chunk.
    socket.on('data', (chunk: Buffer) => {
      unfinished = ended ? chunk.length : unfinished + chunk.length;
      ended = false;
      holding.set(unfinished);
    });
    client.on('close', () => holding.set(0));
  }

  private ping(): void {
    for (const client of this.server.clients) {
      if (client.isPaused) continue;
      if (!this.answered.delete(client)) client.terminate();
      else client.ping();
    }
  }
}
