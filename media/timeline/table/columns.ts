/** The columns of the table: what each says of a session, and from which width of the table on there is room for it. */
import * as l10n from '@vscode/l10n';
import type { Lane, Sorting } from '../../../src/analysis/lanes/protocol.js';
import type { Child } from '../elements/dom.js';
import { endingTitle, sessionDuration, stayWords } from '../words/spoken.js';
import { outcomeSymbol } from '../elements/symbols.js';
import { moment, type Zone } from '../words/wording.js';

/** Times of day are written to the millisecond: what belongs together in a log is told apart by less than a second. */
const DIGITS = 3;

export interface Column {
  readonly key: string;
  readonly label: () => string;
  /** Of CSS grid. */
  readonly width: string;
  /** Width of the table from which on the column is shown, px. */
  readonly from: number;
  /** The order of lanes that sorts by this column. */
  readonly sorting: Sorting | null;
  /** `origin` in µs since the Unix epoch. */
  cell(lane: Lane, origin: number, zone: Zone): Child[];
}

const text = (value: string): Child[] => (value === '' ? ['–'] : [value]);

export const COLUMNS: readonly Column[] = [
  {
    ...{ key: 'ending', label: () => l10n.t('Ending'), width: 'minmax(124px, 0.9fr)', from: 0, sorting: 'ending' },
    cell: (lane) => [
      outcomeSymbol(lane.outcome),
      ' ',
      lane.session === lane.inSession ? endingTitle(lane) : stayWords(lane),
    ],
  },
  {
    ...{ key: 'session', label: () => l10n.t('Session'), width: 'minmax(136px, 1.2fr)', from: 0, sorting: null },
    cell: ({ id }) => [id],
  },
  {
    ...{ key: 'plugin', label: () => l10n.t('Plugin'), width: 'minmax(76px, 0.8fr)', from: 420, sorting: null },
    cell: ({ plugin }) => text(plugin ?? ''),
  },
  {
    ...{ key: 'start', label: () => l10n.t('Start'), width: '104px', from: 520, sorting: 'start' },
    cell: ({ start }, origin, zone) => [moment(start, origin, zone, DIGITS)],
  },
  {
    ...{
      key: 'duration',
      label: () => l10n.t('Duration'),
      width: 'minmax(124px, 0.8fr)',
      from: 390,
      sorting: 'duration',
    },
    cell: (lane) => [sessionDuration(lane)],
  },
  {
    ...{ key: 'end', label: () => l10n.t('End'), width: '104px', from: 640, sorting: 'end' },
    cell: ({ end, outcome }, origin, zone) => (outcome === 'open' ? ['–'] : [moment(end, origin, zone, DIGITS)]),
  },
  {
    ...{ key: 'activity', label: () => l10n.t('Last event'), width: '104px', from: 760, sorting: 'activity' },
    cell: ({ known }, origin, zone) => [moment(known, origin, zone, DIGITS)],
  },
  {
    ...{ key: 'transport', label: () => l10n.t('Transport'), width: 'minmax(84px, 0.7fr)', from: 860, sorting: null },
    cell: ({ transport }) => text(transport),
  },
  {
    ...{ key: 'emitter', label: () => l10n.t('Server'), width: 'minmax(84px, 0.8fr)', from: 960, sorting: null },
    cell: ({ emitter }) => text(emitter),
  },
  {
    ...{ key: 'names', label: () => l10n.t('Names'), width: 'minmax(96px, 1.4fr)', from: 1080, sorting: null },
    cell: ({ label }) => text(label),
  },
];

export const columnsAt = (width: number): readonly Column[] => COLUMNS.filter(({ from }) => width >= from);

/** Whether an order goes from high to low by itself: the longest sessions come first. */
export const descends = (sorting: Sorting): boolean => sorting === 'duration';
