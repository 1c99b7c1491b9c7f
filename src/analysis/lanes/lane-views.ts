/** One analysis as the timeline looks at it: answers its requests for lanes. */
import { arrangeLanes, type Arrangement, headerAt, headerOf } from './arrangement.js';
import { densityOf, headersIn, rasterOf } from './density.js';
import { type Folds, foldTime, UNFOLDED } from './folds.js';
import { idleGaps } from './gaps.js';
import { changesAround, InsideLines, insideAt, mostInside } from './inside.js';
import type { RequestNamed } from '../../rpc/requests.js';
import {
  FLAG_CREATED_UNSEEN,
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
  type DensityAnswer,
  type InsideAnswer,
  type LaneAnswer,
  type LaneMethod,
  type LaneRequest,
  type LaneRequests,
  type LanesAnswer,
  MAX_INSIDERS,
  MAX_RELATED,
  type MeasureAnswer,
  type RasterAnswer,
  type RoomAnswer,
  type Seek,
} from './requests.js';
import { searchSessions } from './search.js';
import { sortedSessions } from './sorting.js';
import type { LaneSource } from './source.js';
import { rowStepped, silentRow } from './steps.js';

/** Arrangements kept: the page draws one while it prepares the next. */
const KEPT_ARRANGEMENTS = 3;

/** What was found out about one source: it is asked for again and again. */
class Looks {
  private readonly orders = new Map<Sorting, Int32Array>();
  private found: { query: string; sessions: Uint8Array | null } = { query: '', sessions: null };
  private places: Map<number, number> | null = null;

  constructor(readonly source: LaneSource) {}

  sorted(sorting: Sorting): Int32Array {
    let sorted = this.orders.get(sorting);
    if (sorted === undefined) this.orders.set(sorting, (sorted = sortedSessions(this.source, sorting)));
    return sorted;
  }

  searched(query: string): Uint8Array | null {
    if (query !== this.found.query) this.found = { query, sessions: searchSessions(this.source, query) };
    return this.found.sessions;
  }

  /** Where a life is among what the source has; −1: it is not. */
  indexOf(life: number): number {
    const { life: lives, count } = this.source;
    if (lives === null) return life < count ? life : -1;
    if (this.places === null) {
      this.places = new Map();
      for (let i = 0; i < count; i++) this.places.set(lives[i]!, i);
    }
    return this.places.get(life) ?? -1;
  }

  /** The first of what is within a session; −1: nothing. */
  firstIn(session: number): number {
    const { inSession } = this.source;
    return session < 0 ? -1 : inSession === null ? session : inSession.indexOf(session);
  }

  lifeAt(index: number): number {
    return this.source.life?.[index] ?? index;
  }

  sessionAt(index: number): number {
    return this.source.inSession?.[index] ?? index;
  }
}

export class LaneViews {
  private readonly arrangements = new Map<number, Arrangement>();
  private lastArrangement = 0;
  private readonly sessions: Looks;
  private stays: Looks | null = null;
  private readonly lines = new InsideLines();
  private foldedTime: Folds | null = null;
  private foldable: Float64Array | null = null;

  /** `staySource` makes what is shown by room: stays, and the sessions without any. */
  constructor(
    private readonly source: LaneSource,
    private readonly staySource: () => LaneSource = () => source,
  ) {
    this.sessions = new Looks(source);
  }

  private get inRooms(): Looks {
    return (this.stays ??= new Looks(this.staySource()));
  }

  private looksOf({ source }: Arrangement): Looks {
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

  /** 1 for each session that a search finds; null: all. */
  searched(query: string): Uint8Array | null {
    return this.sessions.searched(query);
  }

  private readonly views: { readonly [M in LaneMethod]: (request: LaneRequest<M>) => LaneAnswer<M> } = {
    arrange: (request) => this.arrange(request),
    lanes: (request) => this.lanes(request),
    raster: (request) => this.raster(request),
    density: (request) => this.density(request),
    inside: (request) => this.inside(request),
    room: (request) => this.room(request),
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

  private room({ place, at }: LaneRequest<'room'>): RoomAnswer {
    const { source } = this.inRooms;
    const stays = this.lines.staysIn(source, place);
    const first = stays[0];
    if (first === undefined) throw new Error('Nobody was seen in this room.');
    const line = this.lines.of(source, place);
    const time = at ?? source.length;
    const inside = insideAt(source, stays, time);
    return {
      place,
      name: source.roomName(first),
      emitter: source.emitters[source.emitter[first]!]?.name ?? '',
      life: source.placeLife?.(place) ?? -1,
      stays: stays.length,
      peak: line.peak,
      at: time,
      inside: inside.length,
      people: Array.from(inside.subarray(0, MAX_INSIDERS), (i) => ({
        life: this.inRooms.lifeAt(i),
        name: source.id(i),
        start: source.start[i]!,
        unseen: (source.flags[i]! & FLAG_CREATED_UNSEEN) !== 0,
      })),
      ...changesAround(line, time),
    };
  }

  private arrangement({ arrangement }: { readonly arrangement: number }): Arrangement {
    const known = this.arrangements.get(arrangement);
    if (known === undefined) throw new Error('The sessions have been arranged anew since.');
    return known;
  }

  private arrange({ order, keep }: LaneRequest<'arrange'>): ArrangeAnswer {
    const { sorting, reversed, query } = order;
    const looks = order.grouping === 'room' ? this.inRooms : this.sessions;
    const sorted = looks.sorted(sorting);
    const found = looks.searched(query);
    const arrangement = arrangeLanes(looks.source, order, reversed ? sorted.toReversed() : sorted, found);
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
    const arrangement = this.arrangement(request);
    const { source } = arrangement;
    const looks = this.looksOf(arrangement);
    const sessions = arrangement.rows.slice(request.from, request.from + request.count);
    const session = sessions.map((k) => Math.max(-1, k));
    const of = (column: { readonly [session: number]: number }) => (k: number) => (k < 0 ? 0 : column[k]!);
    return {
      from: request.from,
      session: session.map((k) => (k < 0 ? -1 : looks.lifeAt(k))),
      inSession: session.map((k) => (k < 0 ? -1 : looks.sessionAt(k))),
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

  private lane(looks: Looks, session: number): Lane {
    const { source } = looks;
    const plugin = source.plugin[session]!;
    return {
      session: looks.lifeAt(session),
      inSession: looks.sessionAt(session),
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
    const { rows, source } = arrangement;
    const looks = this.looksOf(arrangement);
    switch (seek.to) {
      case 'session':
        return this.foundLife(arrangement, seek.session);
      case 'key': {
        const life = this.lifeOf(seek.key, looks);
        return life < 0 ? null : this.foundLife(arrangement, life);
      }
      case 'row':
        return this.foundAt(arrangement, looks, rows[rowStepped(arrangement, seek.row, seek.by)] ?? -1);
      case 'silent':
        return this.foundAt(
          arrangement,
          looks,
          rows[silentRow(arrangement, source.outcome, seek.row, seek.direction)] ?? -1,
        );
    }
  }

  /** A session or stay; where the rows show the other, it stands at the row of what it is within, or holds. */
  private foundLife(arrangement: Arrangement, life: number): LaneFound | null {
    const shown = this.looksOf(arrangement);
    const own = life < this.source.count ? this.sessions : this.inRooms;
    const index = own.indexOf(life);
    if (index < 0) return null;
    const at = shown.indexOf(life);
    if (at >= 0) return this.foundAt(arrangement, shown, at);
    const found = this.foundAt(arrangement, shown, shown.firstIn(own.sessionAt(index)));
    const lane = this.lane(own, index);
    return found === null ? { lane, row: -1, shown: true, header: null } : { ...found, lane };
  }

  private foundAt(arrangement: Arrangement, looks: Looks, session: number): LaneFound | null {
    if (session < 0) return null;
    const row = arrangement.rowOf[session]!;
    const header = row < 0 ? -1 : headerAt(arrangement, row);
    return {
      lane: this.lane(looks, session),
      row,
      shown: arrangement.shown[session] === 1,
      header: header < 0 ? null : headerOf(arrangement, header),
    };
  }

  private lifeOf(key: SessionKey, shown: Looks): number {
    const index = indexOfKey(shown.source, key);
    if (index >= 0) return shown.lifeAt(index);
    const other = shown === this.sessions ? this.stays : this.sessions;
    const elsewhere = other === null ? -1 : indexOfKey(other.source, key);
    return elsewhere < 0 || other === null ? -1 : other.lifeAt(elsewhere);
  }

  private related({ arrangement, session, by }: LaneRequest<'related'>): Int32Array {
    const shown = this.arrangement({ arrangement });
    const { rows, source } = shown;
    const looks = this.looksOf(shown);
    const index = Math.max(looks.indexOf(session), looks.firstIn(session));
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

function indexOfKey(source: LaneSource, { emitter, id, start }: SessionKey): number {
  const number = source.emitters.findIndex(({ name }) => name === emitter);
  for (let i = 0; i < source.count; i++)
    if (source.origin + source.start[i]! === start && source.emitter[i] === number && source.id(i) === id) return i;
  return -1;
}
