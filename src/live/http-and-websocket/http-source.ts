/** Listens for what sampleevh posts and wsevh sends, on one port. Node only. */
import * as l10n from '@vscode/l10n';
import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { credentialCheck, type Credential } from './credentials.js';
import { codeOf } from '../file-words.js';
import * as limits from '../net/limits.js';
import { HttpPosts } from './http-posts.js';
import { addressText, endSoon, isLoopback, listen, OpenSockets, peerText, type Address } from '../net/listening.js';
import { SourceProblem, type EventSink, type SourceEvents } from '../live-source.js';
import { ListeningSource, type Stop } from '../net/listening-source.js';
import { Notices } from '../notices.js';
import { readTls, type TlsFiles } from '../net/tls-files.js';
import { WebSockets, type WebSocketOptions } from './web-sockets.js';

export interface HttpOptions extends Address {
  /** Who may send; null for every program of this machine, and then `host` must be a loopback address. */
  readonly credential: Credential | null;
  readonly tls: TlsFiles | null;
  /** null: no WebSockets. */
  readonly webSocket: WebSocketOptions | null;
}

const SERVER: ServerOptions = {
  maxHeaderSize: limits.MOST_HEADER,
  headersTimeout: limits.HEADER_TIME,
  requestTimeout: limits.REQUEST_TIME,
  keepAliveTimeout: limits.IDLE_TIME,
  connectionsCheckingInterval: 5_000,
};

/** Alerts by which a peer says that it does not accept our certificate (RFC 8446, 6.2), as OpenSSL calls them. */
const CERTIFICATE_REFUSED = /_ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_[A-Z]+)$/;

export class HttpSource extends ListeningSource {
  readonly name: string;

  constructor(private readonly options: HttpOptions) {
    super();
    const what = options.webSocket === null ? 'HTTP' : l10n.t('HTTP and WebSocket');
    this.name = l10n.t('{0} on {1}', what, addressText(options));
  }

  protected async listen(sink: EventSink, events: SourceEvents): Promise<Stop> {
    const { options } = this;
    const { host, credential, tls, webSocket } = options;
    if (!isLoopback(host) && credential === null)
      throw new SourceProblem(
        l10n.t(
          'On {0} everybody in the network could send events. Give a user and a password, or listen on 127.0.0.1.',
          addressText(options),
        ),
      );
    events.state({ kind: 'starting' });
    const server =
      tls === null
        ? createServer(SERVER)
        : createTlsServer({ ...SERVER, handshakeTimeout: limits.HEADER_TIME, ...(await readTls(tls)) });
    const notices = new Notices((message) => {
      events.notice(message);
    });
    const allowed = credential === null ? () => true : credentialCheck(credential);
    const posts = new HttpPosts(sink, notices, allowed);
    server.maxConnections = limits.MOST_CONNECTIONS;
    server.on('request', (request, response) => {
      posts.handle(request, response);
    });
    this.guard(server, notices);
    const webSockets =
      webSocket === null ? null : new WebSockets(sink, notices, webSocket, allowed, credential !== null);
    if (webSockets !== null)
      server.on('upgrade', (request, socket, head) => {
        webSockets.upgrade(request, socket, head);
      });
    const sockets = new OpenSockets(server);
    const bound = await listen(server, options);
    events.state({ kind: 'running', where: l10n.t('http{0}://{1}', tls === null ? '' : 's', addressText(bound)) });
    return async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      posts.stop();
      server.closeIdleConnections();
      const impatient = setTimeout(() => sockets.destroy(), limits.STOP_TIME);
      webSockets?.close();
      await closed;
      clearTimeout(impatient);
      await webSockets?.end();
      notices.end();
    };
  }

  private guard(server: Server, notices: Notices): void {
    const sayRefused = (from: string): void => {
      notices.say(
        l10n.t(
          "{0} does not accept the certificate of this listener. Use one that is for the name or address in Janus' backend, is in date, and is signed by an authority which that machine trusts.",
          from,
        ),
        `certificate ${from}`,
      );
    };
    server.on('error', (error) => {
      notices.say(l10n.t('The listener on {0} reports: {1}.', addressText(this.options), error.message));
    });
    server.on('drop', () => {
      notices.say(l10n.t('More than {0} connections at once: more are refused.', limits.MOST_CONNECTIONS));
    });
    server.on('clientError', (error, socket) => {
      const code = codeOf(error);
      if (code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE' && socket.writable) {
        const from = peerText('remoteAddress' in socket ? String(socket.remoteAddress) : undefined);
        notices.say(
          code === 'HPE_HEADER_OVERFLOW'
            ? l10n.t('A request from {0} has too large a header.', from)
            : l10n.t('What came from {0} is no HTTP. Does it speak TLS (https://, wss://)? This port does not.', from),
          `${code} ${from}`,
        );
        endSoon(socket, 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      } else {
        // With TLS 1.3 a peer judges our certificate when the connection is made already.
        if (CERTIFICATE_REFUSED.test(code) && 'remoteAddress' in socket)
          sayRefused(peerText(String(socket.remoteAddress)));
        // Without an answer: what came was not whole, and Janus sends it again.
        socket.destroy();
      }
    });
    server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
      const from = peerText(socket.remoteAddress);
      const plain = codeOf(error) === 'ERR_SSL_HTTP_REQUEST';
      if (plain)
        notices.say(l10n.t('{0} speaks plain HTTP; this port takes https:// and wss:// alone.', from), `plain ${from}`);
      else if (CERTIFICATE_REFUSED.test(codeOf(error))) sayRefused(from);
      else if (codeOf(error) !== 'ECONNRESET')
        notices.say(
          l10n.t('{0} and this listener agreed on no TLS connection: {1}.', from, error.message),
          `TLS ${from}`,
        );
    });
  }
}
