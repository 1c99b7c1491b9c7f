/** A small log to arrange: two emitters, every kind of ending. */
import { NO_PLUGIN, OUTCOMES, type Outcome, type TimelineOverview } from '../../../src/analysis/timeline.js';

interface Row {
  id: string;
  start: number;
  end: number;
  outcome: Outcome;
  emitter?: number;
  transport?: number;
  plugin?: number;
  label?: string;
}

export function overviewOf(rows: readonly Row[], length = 1000): TimelineOverview {
  return {
    revision: 1,
    name: 'events.jsonl',
    origin: 1_795_417_496_000_000,
    length,
    count: rows.length,
    start: Float64Array.from(rows, (row) => row.start),
    end: Float64Array.from(rows, (row) => row.end),
    outcome: Uint8Array.from(rows, (row) => OUTCOMES.indexOf(row.outcome)),
    flags: new Uint8Array(rows.length),
    emitter: Uint16Array.from(rows, (row) => row.emitter ?? 0),
    transport: Uint16Array.from(rows, (row) => row.transport ?? 0),
    plugin: Uint16Array.from(rows, (row) => row.plugin ?? NO_PLUGIN),
    ids: rows.map((row) => row.id),
    labels: rows.map((row) => row.label ?? ''),
    emitters: [
      { name: 'janus-a', version: '1.1.2' },
      { name: 'janus-b', version: null },
    ],
    transports: ['WebSockets', 'HTTP'],
    plugins: ['videoroom', 'echotest'],
    marks: [],
  };
}

export const SAMPLE = overviewOf([
  { id: '100', start: 0, end: 50, outcome: 'destroyed', plugin: 0, label: 'Alice room-1234' },
  { id: '9007199254740993', start: 10, end: 400, outcome: 'silent', emitter: 1, plugin: 0, label: 'Bob room-1234' },
  { id: '300', start: 20, end: 30, outcome: 'timeout', transport: 1 },
  { id: '400', start: 30, end: 60, outcome: 'open', plugin: 1 },
  { id: '500', start: 40, end: 90, outcome: 'unknown', emitter: 1 },
  { id: '600', start: 50, end: 55, outcome: 'silent', plugin: 1, label: 'carol' },
]);
