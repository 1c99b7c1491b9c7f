/** Tells what a batch holds, as the scanner told it. */
import { textOf } from '../halves.js';
import type { ScannerSink } from '../header.js';
import { EMITTER, HANDLE, SESSION, TEXTS, WORDS } from '../record.js';
import { RecordedEvent } from '../wasm/recorded-event.js';
import { tellRecords } from '../wasm/records.js';
import type { EventBatch, EventsPart } from './batch.js';

/** Tells batches of one log after another. */
export class BatchTeller {
  private readonly event = new BatchedEvent();

  constructor(private readonly sink: ScannerSink) {}

  tell({ words, texts, parts }: EventBatch): void {
    const { event, sink } = this;
    event.attach(words.buffer, texts);
    const doubles = new Float64Array(words.buffer);
    const emitterOf = (at: number): string => {
      event.select(at);
      return event.emitter;
    };
    let at = 0;
    for (const part of parts) {
      if (part.kind === 'stretch') {
        sink.stretch(part.stretch);
        continue;
      }
      event.begin(part);
      const to = part.until * WORDS;
      tellRecords(
        event,
        sink,
        { words, doubles, base: part.base, line: part.line, texts, emitterOf },
        { from: at, to },
      );
      at = to;
    }
  }
}

class BatchedEvent extends RecordedEvent {
  private emitters: ReadonlyMap<number, string> = new Map();
  private emitterAddress = -1;
  private name = '';

  begin({ base, line, emitters }: EventsPart): void {
    this.renew(base, line);
    this.emitters = emitters;
    this.emitterAddress = -1;
  }

  override get emitter(): string {
    const address = this.words[this.at + EMITTER]!;
    if (address !== this.emitterAddress) {
      this.emitterAddress = address;
      const name = this.emitters.get(address) ?? '';
      // One text for all batches: most often it is compared with itself.
      if (name !== this.name) this.name = name;
    }
    return this.name;
  }

  override get sessionId(): string {
    return this.words[this.at + SESSION] !== 0 && this.isCarried
      ? super.sessionId
      : idOf(this.sessionLow, this.sessionHigh);
  }

  override get handleId(): string {
    return this.words[this.at + HANDLE] !== 0 && this.isCarried
      ? super.handleId
      : idOf(this.handleLow, this.handleHigh);
  }

  override get opaqueId(): string {
    return this.isCarried ? super.opaqueId : '';
  }

  /** Whether the bytes of its texts were handed over; of others the ids are numbers. */
  private get isCarried(): boolean {
    return this.words[this.at + TEXTS] !== 0;
  }
}

/** Of an id whose text was not handed over: it is the number, or there is none. */
const idOf = (low: number, high: number): string => (low === 0 && high === 0 ? '' : textOf(low, high));
