/** A small log to arrange: two emitters, every kind of ending. */
import { NONE } from '../../../../src/events/columns.js';
import { OUTCOMES, type Outcome } from '../../../../src/analysis/lanes/protocol.js';
import type { LaneSource } from '../../../../src/analysis/lanes/source.js';

export interface Row {
  id: string;
  start: number;
  end: number;
  outcome: Outcome;
  known?: number;
  emitter?: number;
  transport?: number;
  plugin?: number;
  label?: string;
  room?: string;
  /** 1 without it. */
  instance?: number;
  connection?: string;
}

const ORIGIN = 1_795_417_496_000_000;

export function sourceOf(rows: readonly Row[], length = 1000, events: readonly number[] = []): LaneSource {
  const rooms = [...new Set(rows.flatMap((row) => row.room ?? []))];
  return {
    revision: 1,
    name: 'events.jsonl',
    origin: ORIGIN,
    length,
    count: rows.length,
    instance: Uint32Array.from(rows, (row) => row.instance ?? 1),
    start: Float64Array.from(rows, (row) => row.start),
    known: Float64Array.from(rows, (row) => row.known ?? row.end),
    end: Float64Array.from(rows, (row) => (row.outcome === 'open' ? length : row.end)),
    outcome: Uint8Array.from(rows, (row) => OUTCOMES.indexOf(row.outcome)),
    flags: new Uint8Array(rows.length),
    emitter: Int32Array.from(rows, (row) => row.emitter ?? 0),
    transport: Int32Array.from(rows, (row) => row.transport ?? 0),
    plugin: Int32Array.from(rows, (row) => row.plugin ?? NONE),
    emitters: [
      { name: 'janus-a', version: '1.1.2' },
      { name: 'janus-b', version: null },
    ],
    transports: ['WebSockets', 'HTTP'],
    plugins: ['videoroom', 'echotest'],
    marks: [],
    stretches: [],
    events: { count: events.length, at: (i) => ORIGIN + events[i]! },
    id: (k) => rows[k]!.id,
    label: (k) => rows[k]!.label ?? '',
    room: Int32Array.from(rows, (row) => (row.room === undefined ? -1 : rooms.indexOf(row.room))),
    connection: Int32Array.from(rows, (row) => (row.connection === undefined ? -1 : row.connection.charCodeAt(0))),
    ...{ life: null, inSession: null, roomCount: rooms.length, hasPlaces: false },
    roomName: (k) => `Room ${rows[k]!.room ?? ''}`,
    connectionName: (k) => rows[k]!.connection ?? '',
  };
}

export const ROWS: readonly Row[] = [
  { id: '100', start: 0, end: 50, outcome: 'destroyed', plugin: 0, label: 'Alice room-1234', room: '1234' },
  {
    ...{ id: '9007199254740993', start: 10, end: 400, outcome: 'silent', emitter: 1, plugin: 0 },
    ...{ label: 'Bob room-1234', room: '1234', connection: 'b' },
  },
  { id: '300', start: 20, end: 30, outcome: 'timeout', transport: 1 },
  { id: '400', start: 30, end: 60, outcome: 'open', plugin: 1, connection: 'a' },
  { id: '500', start: 40, end: 90, outcome: 'unknown', emitter: 1, connection: 'b', known: 95 },
  {
    id: '600',
    start: 50,
    end: 55,
    outcome: 'silent',
    plugin: 1,
    label: 'carol',
    room: '1234',
    connection: 'a',
  },
];

export const SAMPLE = sourceOf(ROWS);
