/** A sink that remembers what it took, and a source's tellings, for tests of a source alone. */
import {
  SourceProblem,
  type EventSink,
  type LiveSource,
  type SourceState,
  type Taken,
} from '../../../src/live/live-source.js';
import { newScanner } from '../../../src/events/scanner.js';
import { until } from './until.js';

/** What a capture says of a disk without room. */
export const FULL_DISK = new SourceProblem('The disk is full.');

export class RecordingSink implements EventSink {
  /** The events' own JSON, in the order in which they were taken. */
  readonly events: string[] = [];
  /** Messages taken. */
  messages = 0;
  /** Set to fail, as with a full disk. */
  problem: SourceProblem | null = null;
  /** How often that was so. */
  failures = 0;
  /** Called before each message is taken; it is not taken before this resolves. */
  before: () => Promise<void> | void = () => undefined;

  async take(message: Uint8Array): Promise<Taken> {
    await this.before();
    if (this.problem) {
      this.failures++;
      throw this.problem;
    }
    const found: string[] = [];
    let otherBytes = 0;
    const scanner = newScanner({
      event: ({ json }) => void found.push(Buffer.from(json).toString()),
      stretch: ({ length }) => (otherBytes += length),
    });
    scanner.push(message);
    scanner.end();
    if (found.length === 0) otherBytes ||= message.length;
    this.events.push(...found);
    this.messages++;
    return { events: found.length, otherBytes };
  }

  has(part: string): boolean {
    return this.events.some((event) => event.includes(part));
  }
}

export interface Running {
  readonly states: SourceState[];
  readonly notices: string[];
  /** Resolves when the source's state is of this kind now. */
  state(kind: SourceState['kind']): Promise<SourceState>;
  /** Resolves with the first notice that contains this. */
  notice(part: string): Promise<string>;
}

/** Starts the source; what it tells is kept. */
export async function startSource(source: LiveSource, sink: EventSink): Promise<Running> {
  const states: SourceState[] = [];
  const notices: string[] = [];
  await source.start(sink, {
    state: (state) => void states.push(state),
    notice: (message) => void notices.push(message),
  });
  return {
    states,
    notices,
    state: (kind) => until(`the source is ${kind}`, () => (states.at(-1)?.kind === kind ? states.at(-1) : null)),
    notice: (part) => until(`a notice of '${part}'`, () => notices.find((notice) => notice.includes(part))),
  };
}

/** An event as Janus writes it, the k-th of a test. */
export function eventOf(k: number, emitter = 'janus-test'): string {
  const body =
    k % 2 === 0 ? '"name":"created","transport":{"transport":"janus.transport.http","id":"1"}' : '"name":"destroyed"';
  const session = 1000 + Math.floor(k / 2);
  return `{"emitter":"${emitter}","type":1,"timestamp":${1795417881000000 + k * 1000},"session_id":${session},"event":{${body}}}`;
}
