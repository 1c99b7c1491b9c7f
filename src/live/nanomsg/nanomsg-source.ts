/**
 * Events that nanomsgevh publishes. A nanomsg publisher knows no acknowledgement: it drops what it cannot hand to the
 * socket at once, and what is on its way when a connection breaks. So what came is kept here even while the capture cannot
 * be written, up to a limit, and then the publisher's socket fills up.
 */
import * as l10n from '@vscode/l10n';
import { lstat, unlink } from 'node:fs/promises';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import * as z from 'zod/mini';
import { checkedOptions } from '../net/checked-options.js';
import { Deliveries } from '../net/deliveries.js';
import { codeOf } from '../file-words.js';
import { allowedPeers } from '../net/peers.js';
import { MOST_CONNECTIONS, MOST_MESSAGE, MOST_UNACKNOWLEDGED } from '../net/limits.js';
import { heldBytes } from '../net/held-bytes.js';
import { KeptLink, type Link } from '../net/kept-link.js';
import { ListeningSource, type Stop } from '../net/listening-source.js';
import { listen, OpenSockets, peerText } from '../net/listening.js';
import { SourceProblem, type EventSink, type LiveSource, type SourceEvents } from '../live-source.js';
import { networkProblem } from '../net/network-words.js';
import { Notices } from '../notices.js';
import { SpProblem, SpReader, SUBSCRIBER_HEADER, type SpTransport } from './sp-protocol.js';

export const NanomsgOptions = z.strictObject({
  /** `tcp://127.0.0.1:5555` or `ipc:///run/janus/events.ipc`, as in nanomsgevh's configuration. */
  address: z.string(),
  /** `connect` to a nanomsgevh that binds (its default), or `bind` for one that connects. */
  mode: z._default(z.enum(['connect', 'bind']), 'connect'),
  /**
   * Where `bind` takes connections from, such as `10.1.0.0/16`: nanomsg knows no password. Without one only programs of
   * this machine, and then the address must be a loopback address.
   */
  from: z._default(z.array(z.string()), []),
});

/** ms that a message which was begun may stand still. */
const STANDSTILL_TIME = 30_000;
/** ms until a peer has to have said what it is. */
const GREETING_TIME = 10_000;

interface NanomsgAddress {
  readonly transport: SpTransport;
  readonly where: string;
  /** Of tcp. */
  readonly host: string;
  readonly port: number;
  /** Of ipc. */
  readonly path: string;
}

/** Throws {@link SourceProblem} for options that do not work. */
export function nanomsgSource(options: z.input<typeof NanomsgOptions>): LiveSource {
  const { address, mode, from } = checkedOptions(NanomsgOptions, options);
  return mode === 'bind' ? new BoundSource(parsed(address), from) : new ConnectedSource(parsed(address));
}

function parsed(address: string): NanomsgAddress {
  const ipc = /^ipc:\/\/(.+)$/.exec(address);
  if (ipc) return { transport: 'ipc', where: address, host: '', port: 0, path: ipc[1]! };
  const tcp = /^tcp:\/\/(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})$/.exec(address);
  const port = Number(tcp?.[3]);
  if (!tcp || port > 65_535)
    throw new SourceProblem(
      l10n.t(
        "'{0}' is no address of nanomsg. One looks like tcp://127.0.0.1:5555 or ipc:///run/janus/events.ipc.",
        address,
      ),
    );
  const host = tcp[1] ?? tcp[2]!;
  return { transport: 'tcp', where: address, host: host === '*' ? '0.0.0.0' : host, port, path: '' };
}

class ConnectedSource implements LiveSource {
  readonly name: string;
  private notices: Notices | null = null;
  private link: KeptLink | null = null;
  private deliveries: Deliveries | null = null;

  constructor(private readonly address: NanomsgAddress) {
    this.name = l10n.t('nanomsg from {0}', address.where);
  }

  /** Resolves though nobody may be there yet: with nanomsg either side may come first. */
  async start(sink: EventSink, events: SourceEvents): Promise<void> {
    const notices = new Notices((message) => events.notice(message));
    const deliveries = new Deliveries(sink, notices, MOST_UNACKNOWLEDGED);
    this.deliveries = deliveries;
    this.notices = notices;
    const connect = (signal: AbortSignal): Promise<Link> => this.connect(deliveries, signal);
    this.link = new KeptLink(this.address.where, connect, events);
    await this.link.startPatiently();
  }

  async stop(): Promise<void> {
    await this.link?.stop();
    await this.deliveries?.end();
    this.notices?.end();
  }

  private async connect(deliveries: Deliveries, signal: AbortSignal): Promise<Link> {
    const { transport, where, host, port, path } = this.address;
    const socket = transport === 'ipc' ? connectTo({ path }) : connectTo({ host, port, keepAlive: true });
    const abort = (): void => void socket.destroy();
    signal.addEventListener('abort', abort, { once: true });
    const { open, closed } = subscribe(socket, transport, deliveries, l10n.t('nanomsg at {0}', where));
    const lost = closed.then((error) => this.words(error));
    try {
      const why = await Promise.race([open.then(() => null), lost]);
      if (why !== null) throw new SourceProblem(why);
    } finally {
      signal.removeEventListener('abort', abort);
    }
    return {
      lost,
      close: async () => {
        socket.destroy();
        await lost;
      },
    };
  }

  private words(error: Error | null): string {
    const { where } = this.address;
    if (error === null) return l10n.t('{0}: the connection was closed.', where);
    if (error instanceof SpProblem)
      return l10n.t(
        '{0}: what answers sends {1}. Is that the address of nanomsgevh with mode = "bind"?',
        where,
        error.message,
      );
    return networkProblem(error, where, l10n.t('a Janus with nanomsgevh and mode = "bind"'));
  }
}

class BoundSource extends ListeningSource {
  readonly name: string;

  constructor(
    private readonly address: NanomsgAddress,
    private readonly from: readonly string[],
  ) {
    super();
    this.name = l10n.t('nanomsg on {0}', address.where);
  }

  protected async listen(sink: EventSink, events: SourceEvents): Promise<Stop> {
    const { transport, where, host, port, path } = this.address;
    const peers = transport === 'ipc' ? null : allowedPeers({ host, port, from: this.from });
    events.state({ kind: 'starting' });
    const notices = new Notices((message) => events.notice(message));
    const deliveries = new Deliveries(sink, notices, MOST_UNACKNOWLEDGED);
    const server = createServer((socket) => {
      const peer = peerText(socket.remoteAddress);
      if (peers && !peers.may(peer)) {
        notices.say(l10n.t('A connection from {0} was refused: that address is not among those that may send.', peer));
        socket.destroy();
        return;
      }
      const { closed } = subscribe(socket, transport, deliveries, l10n.t('nanomsg on {0}', where));
      void closed.then((error) => {
        if (error) notices.say(dropped(where, error), error.message);
      });
    });
    server.maxConnections = MOST_CONNECTIONS;
    const sockets = new OpenSockets(server);
    if (transport === 'ipc') await listenOnPath(server, path);
    else await listen(server, { host, port });
    server.on('error', (error) => notices.say(l10n.t('The listener on {0} reports: {1}.', where, error.message)));
    events.state({ kind: 'running', where });
    return async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      sockets.destroy();
      await closed;
      await deliveries.end();
      notices.end();
    };
  }
}

const dropped = (where: string, error: Error): string =>
  error instanceof SpProblem
    ? l10n.t(
        'A connection to {0} sent {1}. It was closed. Is it nanomsgevh with mode = "connect"?',
        where,
        error.message,
      )
    : l10n.t('A connection to {0} broke off: {1}.', where, error.message);

/** Binds to a Unix socket; a socket left behind by an earlier program is removed, one in use is not. */
async function listenOnPath(server: Server, path: string): Promise<void> {
  if (await leftOver(path)) await unlink(path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const used = codeOf(error) === 'EADDRINUSE';
      const words = used
        ? l10n.t('it is in use. Stop the program that uses it, or choose another path.')
        : error.message;
      reject(new SourceProblem(l10n.t('Cannot listen on ipc://{0}: {1}', path, words)));
    });
    server.listen(path, resolve);
  });
  server.removeAllListeners('error');
}

async function leftOver(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  if (!found?.isSocket()) return false;
  return await new Promise((resolve) => {
    const socket = connectTo({ path }, () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', (error) => resolve(codeOf(error) === 'ECONNREFUSED'));
  });
}

/** Reads a publisher's messages from a socket. `closed` resolves with why, null when the peer ended in order. */
function subscribe(
  socket: Socket,
  transport: SpTransport,
  deliveries: Deliveries,
  from: string,
): { open: Promise<void>; closed: Promise<Error | null> } {
  const reader = new SpReader(transport, MOST_MESSAGE);
  let problem: Error | null = null;
  let opened = (): void => undefined;
  const open = new Promise<void>((resolve) => (opened = resolve));
  socket.setTimeout(GREETING_TIME, () => {
    if (!reader.open) socket.destroy(new SpProblem(l10n.t('nothing, though a publisher greets at once')));
    else if (!socket.isPaused()) socket.destroy(new SpProblem(l10n.t('a part of a message and then nothing')));
  });
  socket.write(SUBSCRIBER_HEADER);
  const holding = heldBytes.hold(() => socket.destroy(new SpProblem(l10n.t('more at once than can be held'))));
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of reader.push(chunk)) deliveries.add(message, from);
    } catch (error) {
      socket.destroy(error as SpProblem);
      return;
    }
    holding.set(reader.unfinished);
    if (reader.open) {
      socket.setTimeout(reader.unfinished > 0 ? STANDSTILL_TIME : 0);
      opened();
    }
    if (!deliveries.full) return;
    socket.pause();
    deliveries.whenRoom(() => socket.resume());
  });
  socket.on('error', (error) => (problem = error));
  const closed = new Promise<Error | null>((resolve) =>
    socket.on('close', () => {
      holding.set(0);
      resolve(problem);
    }),
  );
  return { open, closed };
}
