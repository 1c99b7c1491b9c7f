/** What is known of one of the logs that are read together, besides what its events say. */
import {
  agree,
  allWithin,
  countIn,
  figuresOf,
  numbersOf,
  writeFigures,
  type ColumnReader,
  type ColumnWriter,
} from '../../events/kept-columns.js';
import {
  MOST_TAKEN_BACK,
  WRAPPINGS,
  type Resumption,
  type Scanner,
  type ScannerSink,
  type ToldEvent,
  type Wrapping,
} from '../../events/header.js';
import type { Damage } from '../../sessions/notes/notes.js';
import { Beginning } from './format.js';

/** Stretches that are kept one by one. A log with more is no log, or is read with the wrong compression. */
export const MAX_STRETCHES = 10_000;

export interface LogState {
  readonly path: string;
  forms: readonly string[];
  foreign: string | null;
  /** Janus' own lines stand between the events and are read as its log. */
  serverLines: boolean;
  problem: string | null;
  /** Takes what is found in the log. */
  readonly sink: ScannerSink;
  /** Finds it, once there are bytes to look through; null where another thread does. */
  scanner: Scanner | null;
  /** Bytes that were looked through by another thread, or when the log was read before. */
  bytes: number;
  /** Where to go on behind them, if the log turns out to have grown. */
  resumption: Resumption | null;
  /** What is damaged, and how many stretches of other text there are. */
  readonly stretches: Damage[];
  moreStretches: number;
  texts: number;
  events: number;
  duplicates: number;
  readonly wrappings: Record<Wrapping, number>;
  /** How it begins, and whether the first event spans several lines. Null: somebody else saw how it begins. */
  beginning: Beginning | null;
  array: boolean;
  indented: boolean;
  lines: number;
  /** After a resumption: the events that are to come again, as they were told before, and how many of them have. */
  again: readonly ToldEvent[];
  cameAgain: number;
  /** They did not come again as they were: see `ReportBuilder.resume()`. */
  astray: boolean;
}

export const newLogState = (path: string, sink: ScannerSink): LogState => ({
  path,
  forms: [],
  foreign: null,
  serverLines: false,
  problem: null,
  sink,
  scanner: null,
  bytes: 0,
  resumption: null,
  stretches: [],
  moreStretches: 0,
  texts: 0,
  events: 0,
  duplicates: 0,
  wrappings: { none: 0, prefix: 0, envelope: 0, string: 0 },
  beginning: new Beginning(),
  array: false,
  indented: false,
  lines: 0,
  again: [],
  cameAgain: 0,
  astray: false,
});

/** Uncompressed bytes of the log that were looked through. */
export const bytesOf = ({ scanner, bytes }: LogState): number => scanner?.position ?? bytes;

const STRETCHES = ['broken', 'text', 'left-out'] as const;
const FIGURES = 11;

/** Writes what is known of a log at its end. */
export function writeLogState(log: LogState, to: ColumnWriter): void {
  const { forms, foreign, problem, stretches, moreStretches, texts, events, duplicates, wrappings } = log;
  to.texts([foreign, problem, ...forms]);
  const flags = [log.array, log.indented].map(Number);
  const counts = WRAPPINGS.map((wrapping) => wrappings[wrapping]);
  writeFigures(to, [
    bytesOf(log),
    moreStretches,
    texts,
    events,
    duplicates,
    log.lines,
    ...counts,
    flags[0]! + 2 * flags[1]!,
  ]);
  writeFigures(
    to,
    stretches.flatMap(({ offset, length, line, kind }) => [offset, length, line, STRETCHES.indexOf(kind)]),
  );
  const resumption = log.scanner === null ? log.resumption : log.scanner.resumption();
  writeFigures(to, resumption === null ? [] : [resumption.offset, resumption.line, resumption.lineStart]);
  writeFigures(to, resumption?.events.map(({ offset }) => offset) ?? []);
  to.numbers(Uint8Array, [Uint8Array.from(resumption?.events ?? [], ({ wrapping }) => WRAPPINGS.indexOf(wrapping))]);
  to.numbers(Uint8Array, [Uint8Array.from(resumption?.stretches ?? [], (kind) => STRETCHES.indexOf(kind))]);
}

/** Takes what was written into the state of log number `number`, of which nothing was read. */
export function readLogState(state: LogState, number: number, from: ColumnReader): void {
  const [foreign, problem, ...forms] = from.texts();
  agree(!forms.includes(null));
  const [bytes, moreStretches, texts, events, duplicates, lines, ...rest] = [...figuresOf(from, FIGURES)].map(countIn);
  const flags = rest.pop()!;
  Object.assign(state, { foreign: foreign ?? null, problem: problem ?? null, forms });
  Object.assign(state, { bytes, moreStretches, texts, events, duplicates, lines });
  Object.assign(state, { array: (flags & 1) !== 0, indented: (flags & 2) !== 0, beginning: null });
  for (const [k, wrapping] of WRAPPINGS.entries()) state.wrappings[wrapping] = rest[k]!;
  const stretches = from.numbers(Float64Array);
  agree(stretches.length % 4 === 0 && stretches.length <= 4 * MAX_STRETCHES);
  for (let k = 0; k < stretches.length; k += 4) {
    const [offset, length, line, kind] = [...stretches.subarray(k, k + 4)].map(countIn);
    const named = STRETCHES[kind!];
    agree(named !== undefined);
    state.stretches.push({ offset: offset!, length: length!, line: line!, kind: named, log: number });
  }
  state.resumption = resumptionIn(from, state.bytes);
}

function resumptionIn(from: ColumnReader, bytes: number): Resumption | null {
  const place = from.numbers(Float64Array);
  const offsets = from.numbers(Float64Array);
  const wrappings = numbersOf(from, Uint8Array, offsets.length);
  const stretches = from.numbers(Uint8Array);
  if (place.length === 0) return null;
  const [offset, line, lineStart] = [...place].map(countIn);
  agree(place.length === 3 && offset! <= bytes && lineStart! <= bytes);
  agree(offsets.length + stretches.length <= MOST_TAKEN_BACK);
  allWithin(wrappings, 0, WRAPPINGS.length);
  allWithin(stretches, 0, STRETCHES.length);
  return {
    offset: offset!,
    line: line!,
    lineStart: lineStart!,
    events: Array.from(offsets, (at, k) => ({ offset: at, wrapping: WRAPPINGS[wrappings[k]!]! })),
    stretches: Array.from(stretches, (kind) => STRETCHES[kind]!),
  };
}
