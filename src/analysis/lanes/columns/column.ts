/** What is known of a column of the table of sessions: one record, from its heading to its order. */
import type { NamesFirst } from '../../../sessions/who.js';
import type { Zone } from '../../../words/clocks.js';
import type { Lane } from '../protocol.js';
import type { LaneSource, Told } from '../source.js';

/** The clock that times are told by: `origin` is time 0 of lanes, µs since the Unix epoch. */
export interface Clock {
  readonly origin: number;
  readonly zone: Zone;
}

/** What the page can say by itself. */
interface SaidOfLane {
  text(lane: Lane, clock: Clock): string;
  /** For a spreadsheet, where that is not what is read on the screen; null: nothing. */
  copied?(lane: Lane, clock: Clock): string | number | null;
}

/** What is asked of the analysis, for the rows on the screen alone. `session` is a number of one that is known. */
interface SaidOfSession {
  told(told: Told, session: number, names: NamesFirst): string;
}

/** By numbers that are not negative, ascending. */
interface ByValues {
  values(source: LaneSource): Float64Array;
  /** An order that goes from high to low by itself: the longest sessions come first. */
  readonly descends?: true;
}

/** By texts as people sort them, those without any behind all others. */
interface ByTexts {
  texts(source: LaneSource, names: NamesFirst): (index: number) => string;
}

export interface Column {
  label(): string;
  /** Least width, px. */
  readonly width: number;
  /** Its share of the room that is left. */
  readonly grows: number;
  /** Width of the table from which on it is shown without being chosen, px; null: it has to be chosen. */
  readonly from: number | null;
  readonly said: SaidOfLane | SaidOfSession;
  /** null: its order would cost a look at every session, and tell nothing. */
  readonly order: ByValues | ByTexts | null;
}

/** The number of the session that one of the lanes is or is within; −1: none is known. */
export const sessionOf = ({ inSession }: LaneSource, index: number): number => inSession?.[index] ?? index;

/** The order of what is told of sessions. */
export const byTold = (tell: SaidOfSession['told']): ByTexts => ({
  texts: (source, names) => (index) => {
    const session = sessionOf(source, index);
    return source.told === undefined || session < 0 ? '' : tell(source.told, session, names);
  },
});
