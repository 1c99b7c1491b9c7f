/**
 * nanomsg's wire format: the Scalability Protocols over TCP (nanomsg's rfc/sp-tcp-mapping-01.txt) and over Unix sockets
 * (rfc/sp-ipc-mapping-01.txt, and src/transports/ipc/sipc.c for the message type, which the text has otherwise).
 *
 * Each side begins with 8 bytes: NUL, "SP", version 0, its endpoint's type (16 bits), 2 reserved bytes. Then come messages:
 * over a Unix socket a byte of type, their length (64 bits, big-endian), their bytes.
 */
import * as l10n from '@vscode/l10n';
import { PIECE_COST } from '../net/limits.js';

export type SpTransport = 'tcp' | 'ipc';

/** Endpoint types: 16 times the protocol's number (PUBSUB is 2) plus the role. */
const PUB = 0x20;
const SUB = 0x21;
const HEADER_LENGTH = 8;
/** "In-band": the only type of message there is over a Unix socket. */
const IN_BAND = 1;

/** What a subscriber says first. */
export const SUBSCRIBER_HEADER: Uint8Array = Uint8Array.of(0, 0x53, 0x50, 0, 0, SUB, 0, 0);

/** What the peer sent is no nanomsg publisher's, or more than is wanted. */
export class SpProblem extends Error {
  override readonly name = 'SpProblem';
}

/** Takes what a publisher sends, however it is cut, and finds the messages. */
export class SpReader {
  private greeted = false;
  private pieces: Buffer[] = [];
  private held = 0;
  /** Bytes of the message under way; null while its length is not known. */
  private wanted: number | null = null;

  /** Messages longer than `most` bytes are refused. */
  constructor(
    private readonly transport: SpTransport,
    private readonly most: number,
  ) {}

  /** Bytes that the message occupies which has not come wholly. */
  get unfinished(): number {
    return this.held === 0 ? 0 : this.held + this.pieces.length * PIECE_COST;
  }

  /** Whether the peer has said that it is a publisher. */
  get open(): boolean {
    return this.greeted;
  }

  /** The messages that are complete now. Throws {@link SpProblem}: the connection is of no use then. */
  push(chunk: Buffer): Buffer[] {
    this.pieces.push(chunk);
    this.held += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (!this.greeted) {
        const header = this.take(HEADER_LENGTH);
        if (!header) return messages;
        greet(header);
        this.greeted = true;
      }
      this.wanted ??= this.length();
      if (this.wanted === null) return messages;
      const message = this.take(this.wanted);
      if (!message) return messages;
      this.wanted = null;
      messages.push(message);
    }
  }

  private length(): number | null {
    const before = this.transport === 'ipc' ? 1 : 0;
    const frame = this.take(before + 8);
    if (!frame) return null;
    if (before > 0 && frame[0] !== IN_BAND) throw new SpProblem(l10n.t('a message of the unknown type {0}', frame[0]!));
    const length = frame.readBigUInt64BE(before);
    if (length > BigInt(this.most))
      throw new SpProblem(l10n.t('a message of {0} bytes; more than {1} is refused', String(length), this.most));
    return Number(length);
  }

  /** The next bytes, when they are all there. */
  private take(length: number): Buffer | null {
    if (this.held < length) return null;
    const all = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces, this.held);
    const rest = all.subarray(length);
    this.pieces = rest.length > 0 ? [rest] : [];
    this.held = rest.length;
    return all.subarray(0, length);
  }
}

function greet(header: Buffer): void {
  if (header.readUInt32BE(0) !== 0x00535000 || header.readUInt16BE(6) !== 0)
    throw new SpProblem(l10n.t('something that is not nanomsg'));
  const type = header.readUInt16BE(4);
  if (type !== PUB)
    throw new SpProblem(l10n.t('a nanomsg socket of another kind (0x{0}), not a publisher', type.toString(16)));
}
