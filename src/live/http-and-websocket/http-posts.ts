/**
 * Takes events that are posted, as sampleevh does. Node only.
 *
 * sampleevh (1.1.2 to 1.4) takes any status for delivered, so one is sent only when nothing is to be gained by sending the
 * events again: they are in the capture, or they can never be. While the capture cannot be written the request waits
 * unanswered, and then its connection is dropped: sampleevh waits 10 s each time and by default tries 5 times again, so
 * about a minute is bridged.
 */
import * as l10n from '@vscode/l10n';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { noEventWords, takePatiently } from '../net/deliveries.js';
import { MOST_MESSAGE, PIECE_COST, WAIT_TIME } from '../net/limits.js';
import { heldBytes, type Holding } from '../net/held-bytes.js';
import { Inflater, type Inflated } from '../net/inflate.js';
import { peerText } from '../net/listening.js';
import { SourceProblem, type EventSink } from '../live-source.js';
import type { Notices } from '../notices.js';
import { isPostOfPage } from './web-pages.js';

/** An answer that refuses: status and words. */
type Refusal = readonly [status: number, words: string];

/** Bytes of a refused body that are read nevertheless. */
const WORTH_READING = 1024 * 1024;

const tooLarge = (): Refusal => [413, l10n.t('A message may have {0} MB at most.', MOST_MESSAGE / 1024 / 1024)];

export class HttpPosts {
  private readonly inflater = new Inflater(MOST_MESSAGE);
  private stopping = false;

  /** `allowed` tells whether a request carries the credential. */
  constructor(
    private readonly sink: EventSink,
    private readonly notices: Notices,
    private readonly allowed: (request: IncomingMessage) => boolean,
  ) {}

  /** From now on each answer is its connection's last, and nothing waits for a disk that cannot be written. */
  stop(): void {
    this.stopping = true;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const refusal = this.refused(request);
    if (refusal !== null) this.refuse(request, response, refusal);
    else this.read(request, response);
  }

  private refused({ method, headers }: IncomingMessage): Refusal | null {
    if (isPostOfPage(headers)) return [403, l10n.t('Web pages may not send events.')];
    if (method !== 'POST')
      return [405, l10n.t('Janus events are taken by POST, as its event handler sampleevh sends them.')];
    const type = mediaType(headers);
    if (type !== GZIP && type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type))
      return [415, l10n.t('Send events with Content-Type: application/json.')];
    if (!['identity', 'gzip', 'x-gzip', 'deflate'].includes(encoding(headers)))
      return [415, l10n.t('Send events uncompressed or with Content-Encoding: gzip.')];
    return Number(headers['content-length'] ?? 0) > MOST_MESSAGE ? tooLarge() : null;
  }

  private refuse(request: IncomingMessage, response: ServerResponse, [status, words]: Refusal): void {
    const from = peerText(request.socket.remoteAddress);
    this.notices.say(l10n.t('A request from {0} was refused ({1}): {2}', from, status, words), `${status} ${from}`);
    const { complete, headers } = request;
    if (complete || Number(headers['content-length'] ?? Infinity) > WORTH_READING) {
      this.answer(response, status, words, true);
      return;
    }
    // A peer that is still sending might not see the answer.
    request.on('end', () => this.answer(response, status, words));
    request.resume();
  }

  private answer(response: ServerResponse, status: number, words = '', last = this.stopping): void {
    if (response.destroyed || response.headersSent) return;
    response.sendDate = false;
    const headers: Record<string, string | number> = { 'Content-Length': Buffer.byteLength(words) };
    if (words !== '') headers['Content-Type'] = 'text/plain; charset=utf-8';
    if (status === 405) headers.Allow = 'POST';
    if (last) headers.Connection = 'close';
    response.writeHead(status, headers);
    response.end(words);
  }

  private read(request: IncomingMessage, response: ServerResponse): void {
    if (!this.allowed(request)) {
      response.setHeader('WWW-Authenticate', 'Basic realm="Janus events"');
      this.refuse(request, response, [
        401,
        l10n.t(
          'The user or the password is wrong (backend_user and backend_pwd of janus.eventhandler.sampleevh.jcfg).',
        ),
      ]);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const holding = heldBytes.hold(() => {
      this.notices.say(l10n.t('More comes at once than can be written. Requests are dropped; Janus sends them again.'));
      drop(request);
    });
    const free = (): void => {
      holding.set(0);
      chunks.length = 0;
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      holding.set(size + chunks.length * PIECE_COST);
      if (size > MOST_MESSAGE) {
        request.removeAllListeners('data').removeAllListeners('end');
        free();
        this.refuse(request, response, tooLarge());
      }
    });
    request.on('close', () => {
      if (request.complete) return;
      free();
      if (this.stopping)
        this.notices.say(l10n.t('A message had not come whole when the listener ended. It was not acknowledged.'));
    });
    // 'close' follows.
    request.on('error', () => undefined);
    request.on('end', () => {
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      void this.take(request, response, body, holding).finally(free);
    });
  }

  private async take(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    holding: Holding,
  ): Promise<void> {
    const end = performance.now() + WAIT_TIME;
    const gone = (): boolean => this.stopping || response.destroyed || performance.now() > end;
    const write = async (inflated: Inflated | null): Promise<void> => {
      if (inflated === null) this.leave(request);
      else if (inflated.kind === 'too-large') this.refuse(request, response, tooLarge());
      else {
        holding.set(body === inflated.bytes ? body.length : body.length + inflated.bytes.length);
        await this.write(request, response, inflated, gone);
      }
    };
    if (isCompressed(request.headers)) await this.inflater.inflate(body, gone, write);
    else await write({ kind: 'whole', bytes: body });
  }

  private async write(
    request: IncomingMessage,
    response: ServerResponse,
    { kind, bytes }: Exclude<Inflated, { kind: 'too-large' }>,
    gone: () => boolean,
  ): Promise<void> {
    try {
      const { events, otherBytes } = await takePatiently(this.sink, bytes, gone);
      if (kind === 'damaged') this.refuse(request, response, [400, damagedWords(events)]);
      else if (otherBytes === 0) this.answer(response, 200);
      else {
        const from = peerText(request.socket.remoteAddress);
        this.notices.say(noEventWords(from, otherBytes), `no event from ${from}`);
        this.answer(response, events > 0 ? 200 : 400, events > 0 ? '' : l10n.t('This holds no Janus event.'));
      }
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      this.leave(request);
    }
  }

  /** Leaves a request unanswered: its events are not in the capture. */
  private leave(request: IncomingMessage): void {
    const from = peerText(request.socket.remoteAddress);
    this.notices.say(
      l10n.t(
        'Events from {0} could not be written and were not acknowledged. Janus sends them again for about a minute; then they are lost.',
        from,
      ),
      `unwritten ${from}`,
    );
    drop(request);
  }
}

/** A request that has come whole keeps its connection when it is destroyed itself: its sender would wait. */
function drop({ socket }: IncomingMessage): void {
  socket.destroy();
}

/** What sampleevh up to 0.11.3 says of a compressed body, without a `Content-Encoding` (janus_sampleevh.c). */
const GZIP = 'application/gzip';

const mediaType = (headers: IncomingHttpHeaders): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();

const encoding = (headers: IncomingHttpHeaders): string =>
  (headers['content-encoding'] ?? 'identity').trim().toLowerCase();

const isCompressed = (headers: IncomingHttpHeaders): boolean =>
  encoding(headers) !== 'identity' || mediaType(headers) === GZIP;

const damagedWords = (events: number): string =>
  l10n.t(
    'The compressed body is cut or damaged; {0} could be read.',
    events === 0 ? 'no event' : `${events} of its events`,
  );
