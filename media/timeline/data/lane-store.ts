/** The rows of one arrangement, in chunks as they are looked at. */
import {
  type GroupHeader,
  type Lane,
  OUTCOMES,
  QUALITY_UNASKED,
  type TimelineLog,
} from '../../../src/analysis/lanes/protocol.js';
import type { ColumnKey } from '../../../src/analysis/lanes/columns/index.js';
import { type LanesAnswer } from '../../../src/analysis/lanes/requests.js';

/** Rows asked for at once. */
const CHUNK = 256;
const MAX_CHUNKS = 64;
/** During fast scrolling, rows that have been passed already are not waited for. */
const MAX_IN_FLIGHT = 3;

export type Row = Lane | GroupHeader;

export const isHeader = (row: Row): row is GroupHeader => 'collapsed' in row;

interface Chunk {
  readonly rows: readonly Row[];
  readonly cells: readonly (readonly string[])[];
  readonly headers: readonly GroupHeader[];
}

export class LaneStore {
  private readonly chunks = new Map<number, Chunk>();
  private readonly asked = new Map<number, Promise<void>>();

  /**
   * @param load   asks the extension; may reject
   * @param failed called with an error once per failed request
   */
  constructor(
    private readonly log: TimelineLog,
    private readonly count: number,
    /** What the table says of each row besides. */
    readonly columns: readonly ColumnKey[],
    private readonly load: (from: number, count: number) => Promise<LanesAnswer>,
    private readonly arrived: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  row(row: number): Row | undefined {
    const chunk = Math.floor(row / CHUNK);
    return this.chunks.get(chunk)?.rows[row - chunk * CHUNK];
  }

  /** What the analysis says of a row in one of the columns; undefined while it has not told. */
  cell(row: number, column: ColumnKey): string | undefined {
    const chunk = Math.floor(row / CHUNK);
    return this.chunks.get(chunk)?.cells[this.columns.indexOf(column)]?.[row - chunk * CHUNK];
  }

  /** The header of the row's group; undefined without one, or while it has not been told. */
  headerOf(row: number): GroupHeader | undefined {
    return this.chunks.get(Math.floor(row / CHUNK))?.headers.findLast((header) => header.row <= row);
  }

  /** Asks for what is missing among the rows, and for what stands next to them. */
  want(first: number, last: number): void {
    const [from, to] = [Math.floor(first / CHUNK), Math.floor(last / CHUNK)];
    for (let chunk = from; chunk <= to; chunk++) void this.ask(chunk);
    // A quarter of a chunk away from its edge, the next one is near.
    void this.ask(Math.floor((first - CHUNK / 4) / CHUNK));
    void this.ask(Math.floor((last + CHUNK / 4) / CHUNK));
  }

  /** Resolves when the rows are there, or could not be had. */
  async ready(first: number, last: number): Promise<void> {
    const [from, to] = [Math.floor(first / CHUNK), Math.floor(last / CHUNK)];
    await Promise.all(Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => this.ask(from + i)));
  }

  private ask(chunk: number): Promise<void> {
    if (chunk < 0 || chunk * CHUNK >= this.count) return Promise.resolve();
    const known = this.chunks.get(chunk);
    if (known !== undefined) {
      // A map lists first what was put in first: what is used moves to its end.
      this.chunks.delete(chunk);
      this.chunks.set(chunk, known);
      return Promise.resolve();
    }
    const asked = this.asked.get(chunk);
    if (asked !== undefined) return asked;
    if (this.asked.size >= MAX_IN_FLIGHT) return Promise.resolve();
    const answer = this.load(chunk * CHUNK, Math.min(CHUNK, this.count - chunk * CHUNK)).then(
      (lanes) => {
        this.asked.delete(chunk);
        this.keep(chunk, lanes);
        this.arrived();
      },
      (error: unknown) => {
        // Not drawn again at once, which would ask again at once.
        this.asked.delete(chunk);
        this.failed(error);
      },
    );
    this.asked.set(chunk, answer);
    return answer;
  }

  private keep(chunk: number, lanes: LanesAnswer): void {
    this.chunks.set(chunk, { rows: rowsOf(this.log, lanes), cells: lanes.cells, headers: lanes.headers });
    for (const old of this.chunks.keys()) {
      if (this.chunks.size <= MAX_CHUNKS) break;
      this.chunks.delete(old);
    }
  }
}

export function rowsOf(log: TimelineLog, lanes: LanesAnswer): Row[] {
  const headers = new Map(lanes.headers.map((header) => [header.row, header]));
  return Array.from(lanes.session, (session, i): Row => {
    const header = headers.get(lanes.from + i);
    if (header !== undefined) return header;
    return {
      session,
      inSession: lanes.inSession[i] ?? -1,
      id: lanes.ids[i] ?? '',
      instance: lanes.instance[i] ?? 0,
      name: lanes.names[i] ?? '',
      label: lanes.labels[i] ?? '',
      start: lanes.start[i] ?? 0,
      known: lanes.known[i] ?? 0,
      end: lanes.end[i] ?? 0,
      outcome: OUTCOMES[lanes.outcome[i] ?? -1] ?? 'unknown',
      flags: lanes.flags[i] ?? 0,
      emitter: log.emitters[lanes.emitter[i] ?? -1]?.name ?? '',
      transport: log.transports[lanes.transport[i] ?? -1] ?? '',
      plugin: log.plugins[lanes.plugin[i] ?? -1] ?? null,
      quality: lanes.quality[i] ?? QUALITY_UNASKED,
    };
  });
}
