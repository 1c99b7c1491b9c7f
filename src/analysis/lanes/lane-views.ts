/** One analysis as the timeline looks at it: answers its requests for lanes. */
import { arrangeLanes, type Arrangement, headerAt, headerOf } from './arrangement.js';
import { densityOf, headersIn, rasterOf } from './density.js';
import { type Folds, foldTime, UNFOLDED } from './folds.js';
import { idleGaps } from './gaps.js';
import type { RequestNamed } from '../../rpc/requests.js';
import {
  type Lane,
  type LaneFound,
  NO_PLUGIN,
  type Outcome,
  OUTCOMES,
  type SessionKey,
  type Sorting,
  type TimelineLog,
} from './protocol.js';
import {
  type ArrangeAnswer,
  type LaneAnswer,
  type LaneMethod,
  type LaneRequest,
  type LaneRequests,
  type LanesAnswer,
  MAX_RELATED,
  type MeasureAnswer,
  type Seek,
} from './requests.js';
import { searchSessions } from './search.js';
import { sortedSessions } from './sorting.js';
import type { LaneSource } from './source.js';
import { rowStepped, silentRow } from './steps.js';

/** Arrangements kept: the page draws one while it prepares the next. */
const KEPT_ARRANGEMENTS = 3;

export class LaneViews {
  private readonly arrangements = new Map<number, Arrangement>();
  private lastArrangement = 0;
  private readonly sorted = new Map<Sorting, Int32Array>();
  private found: { query: string; sessions: Uint8Array | null } = { query: '', sessions: null };
  private foldedTime: Folds | null = null;
  private foldable: Float64Array | null = null;

  constructor(private readonly source: LaneSource) {}

  log(): TimelineLog {
    const { revision, name, origin, length, count, outcome } = this.source;
    const perOutcome = new Uint32Array(OUTCOMES.length);
    for (let i = 0; i < count; i++) perOutcome[outcome[i]!]!++;
    const counts: Record<Outcome, number> = { destroyed: 0, timeout: 0, silent: 0, open: 0, unknown: 0 };
    OUTCOMES.forEach((how, i) => (counts[how] = perOutcome[i]!));
    const { emitters, transports, plugins, marks, stretches } = this.source;
    return {
      ...{ revision, name, origin, length, count, counts },
      emitters: [...emitters],
      transports: [...transports],
      plugins: [...plugins],
      marks: [...marks],
      stretches: [...stretches],
    };
  }

  private readonly views: { readonly [M in LaneMethod]: (request: LaneRequest<M>) => LaneAnswer<M> } = {
    arrange: (request) => this.arrange(request),
    lanes: (request) => this.lanes(request),
    raster: (request) => rasterOf(this.source, this.arrangement(request), this.folds(request.folded), request),
    density: (request) => densityOf(this.source, this.arrangement(request).shown, this.folds(request.folded), request),
    seek: (request) => this.seek(this.arrangement(request), request.seek),
    related: (request) => this.related(request),
    measure: (request) => this.measure(request),
    gaps: () => this.gaps.slice(),
  };

  /** Throws an `Error` fit to be shown when the request is about what is not there any more. */
  answer<M extends LaneMethod>(request: RequestNamed<LaneRequests, M>): LaneAnswer<M> {
    const view = this.views[request.method] as unknown as (asked: typeof request) => LaneAnswer<M>;
    return view(request);
  }

  private get gaps(): Float64Array {
    const { events, origin, length } = this.source;
    return (this.foldable ??= idleGaps(events, origin, length));
  }

  private folds(folded: boolean): Folds {
    return folded ? (this.foldedTime ??= foldTime(this.gaps, this.source.length)) : UNFOLDED;
  }

  private arrangement({ arrangement }: { readonly arrangement: number }): Arrangement {
    const known = this.arrangements.get(arrangement);
    if (known === undefined) throw new Error('The sessions have been arranged anew since.');
    return known;
  }

  private arrange({ order, keep }: LaneRequest<'arrange'>): ArrangeAnswer {
    const { sorting, reversed, query } = order;
    let sorted = this.sorted.get(sorting);
    if (sorted === undefined) this.sorted.set(sorting, (sorted = sortedSessions(this.source, sorting)));
    if (query !== this.found.query) this.found = { query, sessions: searchSessions(this.source, query) };
    const arrangement = arrangeLanes(this.source, order, reversed ? sorted.toReversed() : sorted, this.found.sessions);
    this.arrangements.set(++this.lastArrangement, arrangement);
    this.arrangements.delete(this.lastArrangement - KEPT_ARRANGEMENTS);
    return {
      arrangement: this.lastArrangement,
      rows: arrangement.rows.length,
      shown: arrangement.shownCount,
      groups: arrangement.headers.count,
      counts: arrangement.counts,
      kept: keep.map((key) => this.seek(arrangement, { to: 'key', key })),
    };
  }

  private lanes(request: LaneRequest<'lanes'>): LanesAnswer {
    const { source } = this;
    const arrangement = this.arrangement(request);
    const sessions = arrangement.rows.slice(request.from, request.from + request.count);
    const session = sessions.map((k) => Math.max(-1, k));
    const of = (column: { readonly [session: number]: number }) => (k: number) => (k < 0 ? 0 : column[k]!);
    return {
      from: request.from,
      session,
      start: Float64Array.from(session, of(source.start)),
      known: Float64Array.from(session, of(source.known)),
      end: Float64Array.from(session, of(source.end)),
      outcome: Uint8Array.from(session, of(source.outcome)),
      flags: Uint8Array.from(session, of(source.flags)),
      emitter: Int32Array.from(session, of(source.emitter)),
      transport: Int32Array.from(session, of(source.transport)),
      plugin: Int32Array.from(session, of(source.plugin)),
      ids: Array.from(session, (k) => (k < 0 ? '' : source.id(k))),
      labels: Array.from(session, (k) => (k < 0 ? '' : source.label(k))),
      headers: headersIn(arrangement, request.from, request.from + sessions.length, 1),
    };
  }

  private lane(session: number): Lane {
    const { source } = this;
    const plugin = source.plugin[session]!;
    return {
      session,
      id: source.id(session),
      label: source.label(session),
      start: source.start[session]!,
      known: source.known[session]!,
      end: source.end[session]!,
      outcome: OUTCOMES[source.outcome[session]!]!,
      flags: source.flags[session]!,
      emitter: source.emitters[source.emitter[session]!]?.name ?? '',
      transport: source.transports[source.transport[session]!] ?? '',
      plugin: plugin === NO_PLUGIN ? null : (source.plugins[plugin] ?? null),
    };
  }

  private seek(arrangement: Arrangement, seek: Seek): LaneFound | null {
    const { rows } = arrangement;
    switch (seek.to) {
      case 'session':
        return seek.session < this.source.count ? this.foundAt(arrangement, seek.session) : null;
      case 'key': {
        const session = this.sessionOf(seek.key);
        return session === null ? null : this.foundAt(arrangement, session);
      }
      case 'row':
        return this.foundAt(arrangement, rows[rowStepped(arrangement, seek.row, seek.by)] ?? -1);
      case 'silent':
        return this.foundAt(
          arrangement,
          rows[silentRow(arrangement, this.source.outcome, seek.row, seek.direction)] ?? -1,
        );
    }
  }

  private foundAt(arrangement: Arrangement, session: number): LaneFound | null {
    if (session < 0) return null;
    const row = arrangement.rowOf[session]!;
    const header = row < 0 ? -1 : headerAt(arrangement, row);
    return {
      lane: this.lane(session),
      row,
      shown: arrangement.shown[session] === 1,
      header: header < 0 ? null : headerOf(arrangement, header),
    };
  }

  private sessionOf({ emitter, id, start }: SessionKey): number | null {
    const { source } = this;
    const number = source.emitters.findIndex(({ name }) => name === emitter);
    for (let i = 0; i < source.count; i++)
      if (source.origin + source.start[i]! === start && source.emitter[i] === number && source.id(i) === id) return i;
    return null;
  }

  private related({ arrangement, session, by }: LaneRequest<'related'>): Int32Array {
    const { source } = this;
    const { rows } = this.arrangement({ arrangement });
    const column = by === 'connection' ? source.connection : source.room;
    const own = column[session] ?? -1;
    const kin: number[] = [];
    if (own < 0) return new Int32Array(0);
    for (let row = 0; row < rows.length && kin.length < MAX_RELATED; row++) {
      const other = rows[row]!;
      if (other >= 0 && column[other] === own && source.emitter[other] === source.emitter[session]) kin.push(row);
    }
    return Int32Array.from(kin);
  }

  private measure({ from, to }: LaneRequest<'measure'>): MeasureAnswer {
    const { events, origin, start, end, outcome, count } = this.source;
    const measured: MeasureAnswer = { events: 0, begun: 0, ended: 0, silent: 0 };
    const within = (time: number): boolean => time >= from && time <= to;
    for (let i = 0; i < events.count; i++) if (within(events.at(i) - origin)) measured.events++;
    for (let i = 0; i < count; i++) {
      if (within(start[i]!)) measured.begun++;
      if (!within(end[i]!)) continue;
      const how = OUTCOMES[outcome[i]!]!;
      if (how === 'silent') measured.silent++;
      else if (how === 'destroyed' || how === 'timeout') measured.ended++;
    }
    return measured;
  }
}
