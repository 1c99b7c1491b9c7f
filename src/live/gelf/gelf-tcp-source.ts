/** Listens for what gelfevh sends over TCP: messages that end with a NUL. Node only. */
import * as l10n from '@vscode/l10n';
import { createServer, type Socket } from 'node:net';
import { Deliveries } from '../net/deliveries.js';
import { beginsLikeGelf } from './gelf-begin.js';
import { allowedPeers, type GuardedAddress } from '../net/peers.js';
import { heldBytes } from '../net/held-bytes.js';
import { MOST_CONNECTIONS, MOST_MESSAGE, MOST_UNACKNOWLEDGED, PIECE_COST } from '../net/limits.js';
import { addressText, listen, OpenSockets, peerText } from '../net/listening.js';
import type { EventSink, SourceEvents } from '../live-source.js';
import { ListeningSource, type Stop } from '../net/listening-source.js';
import { Notices } from '../notices.js';

/** Idle ms after which the system asks a peer whether it is still there: Janus may have nothing to say for hours. */
const ALIVE_TIME = 60_000;
/** How long what is on its way is still read when the listener stops, in ms: gelfevh itself never reads. */
const READ_ON_TIME = 1_000;

export class GelfTcpSource extends ListeningSource {
  readonly name: string;

  constructor(private readonly options: GuardedAddress) {
    super();
    this.name = l10n.t('GELF over TCP on {0}', addressText(options));
  }

  protected async listen(sink: EventSink, events: SourceEvents): Promise<Stop> {
    const peers = allowedPeers(this.options);
    events.state({ kind: 'starting' });
    const notices = new Notices((message) => {
      events.notice(message);
    });
    const deliveries = new Deliveries(sink, notices, MOST_UNACKNOWLEDGED);
    const connections = new Connections();
    const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: ALIVE_TIME }, (socket) => {
      const peer = peerText(socket.remoteAddress);
      if (!peers.may(peer)) {
        notices.say(
          l10n.t('A GELF connection from {0} was refused: that address is not among those that may send.', peer),
        );
        socket.destroy();
        return;
      }
      const connection = connections.add(socket);
      if (connection !== null) receive(connection, deliveries, notices);
      else {
        notices.say(l10n.t('More than {0} connections at once: more are refused.', MOST_CONNECTIONS));
        socket.destroy();
      }
    });
    const sockets = new OpenSockets(server);
    const bound = await listen(server, this.options);
    server.on('error', (error) => {
      notices.say(l10n.t('The listener on {0} reports: {1}.', addressText(bound), error.message));
    });
    events.state({ kind: 'running', where: `gelf+tcp://${addressText(bound)}` });
    return async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      // The peer is told that nothing more is read; what it has sent before it sees that still comes.
      for (const socket of sockets) socket.end();
      const impatient = setTimeout(() => sockets.destroy(), READ_ON_TIME);
      await closed;
      clearTimeout(impatient);
      await deliveries.end();
      notices.end();
    };
  }
}

/** How long a message that was begun may stand still, in ms. */
const STANDSTILL_TIME = 30_000;

/** What a connection has sent. Only one that has sent nothing yet may be closed to make room for another. */
interface Connection {
  readonly socket: Socket;
  silent: boolean;
}

/** The connections of a listener. Each new one beyond {@link MOST_CONNECTIONS} takes the place of the longest silent one. */
class Connections {
  private readonly open = new Set<Connection>();

  add(socket: Socket): Connection | null {
    if (this.open.size >= MOST_CONNECTIONS) {
      // gelfevh never sees that it was closed: it loses what it sends next, so nothing that has spoken is closed.
      const longest = [...this.open].find(({ silent }) => silent);
      if (longest === undefined) return null;
      this.open.delete(longest);
      longest.socket.destroy();
    }
    const connection = { socket, silent: true };
    this.open.add(connection);
    socket.once('close', () => this.open.delete(connection));
    return connection;
  }
}

function receive(connection: Connection, deliveries: Deliveries, notices: Notices): void {
  const { socket } = connection;
  const peer = peerText(socket.remoteAddress);
  const from = l10n.t('the GELF connection of {0}', peer);
  /** A message whose NUL has not come. */
  let rest: Buffer[] = [];
  let size = 0;
  const holding = heldBytes.hold(() =>
    refuse(l10n.t('{0} was closed: more comes at once than can be held, and most of it from there.', from), 'too much'),
  );
  const refuse = (words: string, kind: string): void => {
    notices.say(words, `${kind} ${peer}`);
    rest = [];
    size = 0;
    socket.destroy();
  };
  socket.setTimeout(STANDSTILL_TIME, () => {
    if (size > 0 && !socket.isPaused())
      refuse(l10n.t('{0} stopped within a message, and was closed.', from), 'standstill');
  });
  socket.on('data', (chunk: Buffer) => {
    if (connection.silent && !beginsLikeGelf(chunk)) {
      refuse(l10n.t('{0} sent something that is no GELF, such as HTTP, and was closed.', from), 'no GELF');
      return;
    }
    connection.silent = false;
    const last = chunk.lastIndexOf(0);
    if (last >= 0) {
      const whole = chunk.subarray(0, last);
      deliveries.add(rest.length === 0 ? whole : Buffer.concat([...rest, whole]), from);
      rest = [];
      size = 0;
    }
    if (last + 1 < chunk.length) {
      rest.push(chunk.subarray(last + 1));
      size += chunk.length - last - 1;
    }
    holding.set(size + rest.length * PIECE_COST);
    if (size > MOST_MESSAGE)
      refuse(
        l10n.t(
          '{0} sent {1} MB without the NUL that ends a message, and was closed. Is it gelfevh with protocol = "tcp"?',
          from,
          MOST_MESSAGE / 1024 / 1024,
        ),
        'endless',
      );
    else if (deliveries.full) {
      socket.pause();
      deliveries.whenRoom(() => socket.resume());
    }
  });
  socket.on('error', (error) => {
    notices.say(l10n.t('{0} broke off: {1}.', from, error.message), `error ${peer}`);
  });
  socket.on('close', () => {
    // Its last message may be whole but for the NUL.
    if (size > 0) deliveries.add(Buffer.concat(rest), from);
    holding.set(0);
  });
}
