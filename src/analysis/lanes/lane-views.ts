/** One analysis as the timeline looks at it: answers its requests for lanes. */
import * as l10n from '@vscode/l10n';
import type { RequestNamed } from '../../rpc/requests.js';
import { arrangeLanes, type Arrangement } from './arrangement.js';
import { toldCells } from './columns/index.js';
import { densityOf, headersIn, rasterOf } from './density.js';
import { type Folds, foldTime, UNFOLDED } from './folds.js';
import { idleGaps } from './gaps.js';
import { InsideLines, mostInside } from './inside.js';
import { LaneIndex } from './lane-index.js';
import { measured } from './measure.js';
import { type LaneFound, type Outcome, OUTCOMES, QUALITY_UNASKED, type TimelineLog } from './protocol.js';
import {
  type ArrangeAnswer,
  type DensityAnswer,
  type InsideAnswer,
  type LaneAnswer,
  type LaneMethod,
  type LaneRequest,
  type LaneRequests,
  type LanesAnswer,
  MAX_RELATED,
  type RasterAnswer,
  type Seek,
} from './requests.js';
import { roomOf } from './room.js';
import { seekIn } from './seek.js';
import type { LaneSource } from './source.js';

/** Arrangements kept: the page draws one while it prepares the next. */
const KEPT_ARRANGEMENTS = 3;

export class LaneViews {
  private readonly arrangements = new Map<number, Arrangement>();
  private lastArrangement = 0;
  private readonly sessions: LaneIndex;
  private stays: LaneIndex | null = null;
  private readonly lines = new InsideLines();
  private foldedTime: Folds | null = null;
  private foldable: Float64Array | null = null;

  /** `staySource` makes what is shown by room: stays, and the sessions without any. */
  constructor(
    private readonly source: LaneSource,
    private readonly staySource: () => LaneSource = () => source,
  ) {
    this.sessions = new LaneIndex(source);
  }

  private get inRooms(): LaneIndex {
    return (this.stays ??= new LaneIndex(this.staySource()));
  }

  private lanesOf({ source }: Arrangement): LaneIndex {
    return source === this.source ? this.sessions : this.inRooms;
  }

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
    raster: (request) => this.raster(request),
    density: (request) => this.density(request),
    inside: (request) => this.inside(request),
    room: (request) => roomOf(this.inRooms, this.lines, request),
    seek: (request) => this.seek(this.arrangement(request), request.seek),
    related: (request) => this.related(request),
    measure: (request) => measured(this.source, request),
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

  private raster(request: LaneRequest<'raster'>): RasterAnswer {
    const arrangement = this.arrangement(request);
    return rasterOf(arrangement.source, arrangement, this.folds(request.folded), request);
  }

  private density(request: LaneRequest<'density'>): DensityAnswer {
    const { source, shown } = this.arrangement(request);
    return densityOf(source, shown, this.folds(request.folded), request);
  }

  private inside(request: LaneRequest<'inside'>): InsideAnswer {
    const { columns, places } = request;
    const { source } = this.inRooms;
    const counts = new Uint32Array(columns * places.length);
    const peaks = new Uint32Array(places.length);
    places.forEach((place, k) => {
      const line = this.lines.of(source, place);
      peaks[k] = line.peak;
      counts.set(mostInside(line, this.folds(request.folded), request), k * columns);
    });
    return { counts, peaks };
  }

  private arrangement({ arrangement }: { readonly arrangement: number }): Arrangement {
    const known = this.arrangements.get(arrangement);
    if (known === undefined) throw new Error(l10n.t('The sessions have been arranged anew since.'));
    return known;
  }

  private arrange({ order, keep }: LaneRequest<'arrange'>): ArrangeAnswer {
    const { sorting, reversed, query, zone } = order;
    const known = order.grouping === 'room' ? this.inRooms : this.sessions;
    const sorted = known.sorted(sorting, order.names ?? 'display');
    const { hits, problem } = known.searched({ text: query, zone });
    const arrangement = arrangeLanes(known.source, order, reversed ? sorted.toReversed() : sorted, hits);
    this.arrangements.set(++this.lastArrangement, arrangement);
    this.arrangements.delete(this.lastArrangement - KEPT_ARRANGEMENTS);
    return {
      arrangement: this.lastArrangement,
      rows: arrangement.rows.length,
      shown: arrangement.shownCount,
      groups: arrangement.headers.count,
      counts: arrangement.counts,
      kept: keep.map((key) => this.seek(arrangement, { to: 'key', key })),
      problem,
    };
  }

  private lanes(request: LaneRequest<'lanes'>): LanesAnswer {
    const arrangement = this.arrangement(request);
    const { source, quality, names } = arrangement;
    const shown = this.lanesOf(arrangement);
    const sessions = arrangement.rows.slice(request.from, request.from + request.count);
    const session = sessions.map((k) => Math.max(-1, k));
    const of = (column: { readonly [session: number]: number }) => (k: number) => (k < 0 ? 0 : column[k]!);
    return {
      from: request.from,
      session: session.map((k) => (k < 0 ? -1 : shown.lifeAt(k))),
      inSession: session.map((k) => (k < 0 ? -1 : shown.sessionAt(k))),
      instance: Uint32Array.from(session, of(source.instance)),
      start: Float64Array.from(session, of(source.start)),
      known: Float64Array.from(session, of(source.known)),
      end: Float64Array.from(session, of(source.end)),
      outcome: Uint8Array.from(session, of(source.outcome)),
      flags: Uint8Array.from(session, of(source.flags)),
      emitter: Int32Array.from(session, of(source.emitter)),
      transport: Int32Array.from(session, of(source.transport)),
      plugin: Int32Array.from(session, of(source.plugin)),
      quality: Uint8Array.from(session, (k) => (k < 0 || quality === null ? QUALITY_UNASKED : quality[k]!)),
      ids: Array.from(session, (k) => (k < 0 ? '' : source.id(k))),
      names: Array.from(session, (k) => (k < 0 ? '' : shown.nameAt(k, names))),
      cells: request.columns.map((key) => toldCells(source, key, session, names)),
      labels: Array.from(session, (k) => (k < 0 ? '' : source.label(k))),
      headers: headersIn(arrangement, request.from, request.from + sessions.length, 1),
    };
  }

  private seek(arrangement: Arrangement, seek: Seek): LaneFound | null {
    const { sessions, stays } = this;
    const shown = { arrangement, rows: this.lanesOf(arrangement), sessions, stays };
    return seekIn(shown, seek, (life) => (life < this.source.count ? sessions : this.inRooms));
  }

  private related({ arrangement, session, by }: LaneRequest<'related'>): Int32Array {
    const shown = this.arrangement({ arrangement });
    const { rows, source } = shown;
    const lanes = this.lanesOf(shown);
    const index = Math.max(lanes.indexOf(session), lanes.firstIn(session));
    const column = by === 'connection' ? source.connection : source.room;
    const own = column[index] ?? -1;
    const kin: number[] = [];
    if (own < 0) return new Int32Array(0);
    for (let row = 0; row < rows.length && kin.length < MAX_RELATED; row++) {
      const other = rows[row]!;
      if (other >= 0 && column[other] === own && source.emitter[other] === source.emitter[index]) kin.push(row);
    }
    return Int32Array.from(kin);
  }
}
