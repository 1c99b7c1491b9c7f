/** Listens for what gelfevh sends over UDP: a message in a datagram or in chunks, plain, gzip or zlib. Node only. */
import * as l10n from '@vscode/l10n';
import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { Deliveries, noEventWords } from '../net/deliveries.js';
import { beginsCompressed, beginsLikeGelf } from './gelf-begin.js';
import { GelfChunks } from './gelf-chunks.js';
import { allowedPeers, type GuardedAddress, type Peers } from '../net/peers.js';
import { MOST_MESSAGE, MOST_UNACKNOWLEDGED } from '../net/limits.js';
import { heldBytes } from '../net/held-bytes.js';
import { Inflater, type Inflated } from '../net/inflate.js';
import { addressText, listenProblem, peerText } from '../net/listening.js';
import type { EventSink, SourceEvents } from '../live-source.js';
import { ListeningSource, type Stop } from '../net/listening-source.js';
import { Notices } from '../notices.js';

/** Bytes the system is asked to keep of datagrams that are not read yet; it may give less. */
const RECEIVE_BUFFER = 4 * 1024 * 1024;
/** ms between two looks for messages that did not become whole. */
const LOOK_EVERY = 1_000;

export class GelfUdpSource extends ListeningSource {
  readonly name: string;

  constructor(private readonly options: GuardedAddress) {
    super();
    this.name = l10n.t('GELF over UDP on {0}', addressText(options));
  }

  protected async listen(sink: EventSink, events: SourceEvents): Promise<Stop> {
    const peers = allowedPeers(this.options);
    events.state({ kind: 'starting' });
    const notices = new Notices((message) => {
      events.notice(message);
    });
    const { host, port } = this.options;
    const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BUFFER });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', (error) => {
        reject(listenProblem(this.options, error));
      });
      socket.bind({ address: host, port, exclusive: true }, resolve);
    });
    socket.removeAllListeners('error');
    socket.on('error', (error) => {
      notices.say(l10n.t('{0} reports: {1}.', this.name, error.message));
    });
    const datagrams = new Datagrams(peers, new Deliveries(sink, notices, MOST_UNACKNOWLEDGED), notices);
    socket.on('message', (datagram, remote) => {
      datagrams.receive(datagram, remote);
    });
    const looking = setInterval(() => {
      datagrams.look();
    }, LOOK_EVERY);
    looking.unref();
    events.state({
      kind: 'running',
      where: l10n.t('gelf+udp://{0}', addressText({ host, port: socket.address().port })),
    });
    return async () => {
      clearInterval(looking);
      await new Promise<void>((resolve) => socket.close(resolve));
      await datagrams.end();
      notices.end();
    };
  }
}

/** What comes, on its way to be written: put together, uncompressed, and counted where it is lost. */
class Datagrams {
  private readonly chunks = new GelfChunks();
  private readonly holding = heldBytes.hold();
  private readonly inflater = new Inflater(MOST_MESSAGE);
  private inflating = 0;
  /** Messages that found no room. */
  private refused = 0;
  private told = 0;

  constructor(
    private readonly peers: Peers,
    private readonly deliveries: Deliveries,
    private readonly notices: Notices,
  ) {}

  /** Gives up what has not become whole in time, and tells what was lost. */
  look(): void {
    this.chunks.expire(performance.now());
    this.holding.set(this.chunks.bytes);
    this.tellLosses();
  }

  async end(): Promise<void> {
    while (this.inflating > 0) await new Promise((resolve) => setImmediate(resolve));
    this.holding.set(0);
    await this.deliveries.end();
    this.tellLosses();
  }

  receive(datagram: Buffer, { address, port }: RemoteInfo): void {
    const peer = peerText(address);
    if (!this.peers.may(peer)) {
      this.notices.say(l10n.t('GELF from {0} was not taken: that address is not among those that may send.', peer));
      return;
    }
    const message = GelfChunks.isChunk(datagram)
      ? this.chunks.add(datagram, `${peer} ${port}`, performance.now())
      : datagram;
    this.holding.set(this.chunks.bytes);
    if (message === null) return;
    if (this.deliveries.full || this.inflating >= 64) {
      this.refused++;
      return;
    }
    void this.take(message, l10n.t('GELF of {0}', peer));
  }

  private async take(message: Buffer, from: string): Promise<void> {
    if (!beginsCompressed(message)) {
      if (beginsLikeGelf(message)) this.deliveries.add(message, from);
      else this.notices.say(noEventWords(from, message.length), `no GELF from ${from}`);
      return;
    }
    this.inflating++;
    await this.inflater.inflate(
      message,
      () => this.deliveries.full,
      (inflated) => {
        this.inflating--;
        this.keep(inflated, from);
        return Promise.resolve();
      },
    );
  }

  private keep(inflated: Inflated | null, from: string): void {
    if (inflated === null) this.refused++;
    else if (inflated.kind === 'too-large')
      this.notices.say(l10n.t('A message in {0} becomes too large and was not kept.', from));
    else this.deliveries.add(inflated.bytes, from);
    if (inflated?.kind === 'damaged')
      this.notices.say(
        l10n.t(
          'A compressed message in {0} was cut or damaged; the whole events in it were kept. Over TCP none is (protocol = "tcp" in janus.eventhandler.gelfevh.jcfg).',
          from,
        ),
        `damaged ${from}`,
      );
  }

  private tellLosses(): void {
    const { incomplete, malformed } = this.chunks;
    const lost = incomplete + malformed + this.refused;
    if (lost === this.told) return;
    this.told = lost;
    this.notices.say(
      l10n.t(
        'GELF over UDP lost messages so far: {0} of which a chunk did not come, {1} that came faster than they could be written; {2} chunks made no sense. TCP loses less.',
        incomplete,
        this.refused,
        malformed,
      ),
      'losses',
    );
  }
}
