import { NONE } from '../../events/columns.js';
import { type NamesFirst, whoIs } from '../../sessions/who.js';
import { isSameSearch, type Search } from '../requests/search-requests.js';
import type { Arrangement } from './arrangement.js';
import type { Sorting } from './columns/index.js';
import { type Lane, type LaneKey, OUTCOMES, QUALITY_UNASKED } from './protocol.js';
import { sortedSessions } from './sorting.js';
import { ALL_FOUND, type Found, type LaneSource } from './source.js';

/**
 * One source of lanes by what is asked of it: in an order, by life, session or key. What was found is kept: it is asked
 * for again and again.
 */
export class LaneIndex {
  private readonly orders = new Map<string, Int32Array>();
  private last: { readonly search: Search; readonly found: Found } = { search: { text: '' }, found: ALL_FOUND };
  private places: Map<number, number> | null = null;

  constructor(readonly source: LaneSource) {}

  sorted(sorting: Sorting, names: NamesFirst): Int32Array {
    const key = `${sorting} ${names}`;
    let sorted = this.orders.get(key);
    if (sorted === undefined) this.orders.set(key, (sorted = sortedSessions(this.source, sorting, names)));
    return sorted;
  }

  searched(search: Search): Found {
    if (!isSameSearch(this.last.search, search)) this.last = { search, found: this.source.find?.(search) ?? ALL_FOUND };
    return this.last.found;
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

  /** Who it is; '' where only the id tells it from others. A stay's id is its name. */
  nameAt(index: number, names: NamesFirst): string {
    const session = this.sessionAt(index);
    const { told } = this.source;
    if (told === undefined || session < 0 || this.lifeAt(index) !== session) return '';
    return whoIs(told.known(session), names) ?? '';
  }

  /** Where what a key names is among what the source has; −1: nowhere. */
  indexOfKey(key: LaneKey): number {
    const { source } = this;
    const { emitters, count, origin, instance, start, emitter } = source;
    const own = emitters.findIndex(({ name }) => name === key.emitter);
    const [isIt, said] =
      'id' in key
        ? [(i: number) => instance[i] === key.instance, key.id]
        : [(i: number) => instance[i] === 0 && origin + start[i]! === key.start, key.name];
    for (let i = 0; i < count; i++) if (isIt(i) && emitter[i] === own && source.id(i) === said) return i;
    return -1;
  }

  /** All that a lane shows, as an arrangement has its quality and its names. */
  lane(session: number, { quality, names }: Pick<Arrangement, 'quality' | 'names'>): Lane {
    const { source } = this;
    const plugin = source.plugin[session]!;
    return {
      session: this.lifeAt(session),
      inSession: this.sessionAt(session),
      id: source.id(session),
      instance: source.instance[session]!,
      name: this.nameAt(session, names),
      label: source.label(session),
      start: source.start[session]!,
      known: source.known[session]!,
      end: source.end[session]!,
      outcome: OUTCOMES[source.outcome[session]!]!,
      flags: source.flags[session]!,
      emitter: source.emitters[source.emitter[session]!]?.name ?? '',
      transport: source.transports[source.transport[session]!] ?? '',
      plugin: plugin === NONE ? null : (source.plugins[plugin] ?? null),
      quality: quality?.[session] ?? QUALITY_UNASKED,
    };
  }
}
