/**
 * The capture where there are no files: its lines go to the window, which keeps them in its memory for as long as it is open.
 * When it is full the session ends, and what is not acknowledged stays with its broker.
 */
import * as l10n from '@vscode/l10n';
import { turn } from '../../sources/turn.js';
import { size } from '../../words/numbers.js';
import { SourceProblem, type Taken } from '../live-source.js';
import type { CaptureHost, OpenCapture } from '../session/live-run.js';
import type { LiveCounts } from '../session/messages.js';
import { EventLines, PIECE } from './event-lines.js';
import { LineBuffer } from './line-buffer.js';

export class MemoryCapture implements OpenCapture {
  private readonly eventLines = new EventLines();
  private readonly done = { messages: 0, events: 0, bytes: 0, otherBytes: 0 };
  /** Lines of the message that is being read, and those that are handed over next. */
  private readonly apart = new LineBuffer();
  private readonly lines = new LineBuffer();
  /** Messages are read one after another, and handed over many at once. */
  private reading: Promise<unknown> = Promise.resolve();
  private handing: Promise<void> | null = null;
  private problem: SourceProblem | null = null;
  private closed = false;

  /** `most`: bytes that are kept. */
  constructor(
    private readonly most: number,
    private readonly host: CaptureHost,
  ) {}

  get counts(): LiveCounts {
    return { ...this.done };
  }

  async take(message: Uint8Array): Promise<Taken> {
    if (this.closed) throw new SourceProblem(l10n.t('The capture is closed.'));
    const read = this.reading.then(() => this.read(message));
    this.reading = read.catch(() => undefined);
    const taken = await read;
    await (this.handing ??= this.handOver());
    return taken;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.reading;
    await this.handing;
  }

  private async read(message: Uint8Array): Promise<Taken> {
    if (this.problem !== null) throw this.problem;
    const { apart, lines, done } = this;
    apart.clear();
    const taken =
      message.length > PIECE
        ? await this.eventLines.addInTurnsTo(apart, message)
        : this.eventLines.addTo(apart, message);
    if (done.bytes + apart.size > this.most) throw this.full();
    lines.addLines(apart.filled);
    done.messages++;
    done.events += taken.events;
    done.bytes += apart.size;
    done.otherBytes += taken.otherBytes;
    return taken;
  }

  private async handOver(): Promise<void> {
    // What others have sent by now goes along.
    await turn();
    this.handing = null;
    if (this.lines.size === 0) return;
    this.host.captured(this.lines.filled.slice());
    this.lines.clear();
  }

  private full(): SourceProblem {
    this.problem = new SourceProblem(
      l10n.t(
        'The capture has {0}, and this window keeps no more. Save it, then start the session again: what the broker has no acknowledgement of comes then.',
        size(this.done.bytes),
      ),
    );
    this.host.full(this.problem.message);
    return this.problem;
  }
}
