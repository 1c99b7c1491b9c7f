/** Sessions by a recipe, as many as are wanted; nothing of Node, so that a page can make them as well. */
import { NONE } from '../../src/events/columns.js';
import { FLAG_CREATED_UNSEEN, type Outcome, OUTCOMES } from '../../src/analysis/lanes/protocol.js';
import type { LaneSource } from '../../src/analysis/lanes/source.js';

const KINDS: readonly Outcome[] = [
  ...(['silent', 'destroyed', 'destroyed', 'timeout', 'destroyed'] as const),
  ...(['destroyed', 'open', 'destroyed', 'unknown', 'destroyed'] as const),
];

/** What a query of one word finds: those whose names have it. */
function finding(count: number, text: string): Uint8Array | null {
  const word = text.trim();
  if (word === '') return null;
  const hits = new Uint8Array(count);
  for (let i = 0; i < count; i++) if (`user-${i} room-${i % 50}`.includes(word)) hits[i] = 1;
  return hits;
}

/**
 * `count` sessions by a fixed recipe: lengths from 1 s to 10 min over an hour per 1000; every tenth ends silently.
 * @param kinds how the sessions end, by turns
 */
export function syntheticSessions(count: number, kinds: readonly Outcome[] = KINDS): LaneSource {
  const length = Math.max(1, count / 1000) * 3_600e6;
  let seed = 42;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const column = <T extends { [index: number]: number }>(values: T, of: (i: number) => number): T => {
    for (let i = 0; i < count; i++) values[i] = of(i);
    return values;
  };
  const outcome = column(new Uint8Array(count), (i) => OUTCOMES.indexOf(kinds[i % kinds.length]!));
  const start = column(new Float64Array(count), (i) => Math.floor((i / count) * length * 0.95));
  const known = column(new Float64Array(count), (i) =>
    Math.min(length, Math.floor(start[i]! + 1e6 + random() ** 3 * 600e6)),
  );
  return {
    ...{ revision: 1, name: 'synthetic.jsonl', origin: 1_795_417_496_000_000, length, count, start, known, outcome },
    instance: new Uint32Array(count).fill(1),
    end: column(new Float64Array(count), (i) => (OUTCOMES[outcome[i]!] === 'open' ? length : known[i]!)),
    flags: column(new Uint8Array(count), (i) => (i % 17 === 0 ? FLAG_CREATED_UNSEEN : 0)),
    emitter: column(new Int32Array(count), (i) => (i % 3 === 0 ? 1 : 0)),
    transport: column(new Int32Array(count), (i) => i % 2),
    plugin: column(new Int32Array(count), (i) => (i % 5 === 0 ? NONE : i % 2)),
    emitters: [
      { name: 'janus-a', version: '1.1.2' },
      { name: 'janus-b', version: '1.3.2' },
    ],
    transports: ['WebSockets', 'HTTP'],
    plugins: ['videoroom', 'echotest'],
    marks: [],
    stretches: [],
    events: { count: 0, at: () => 0 },
    id: (i) => String(1_000_000_000_000_000n + BigInt(i) * 7919n),
    label: (i) => `user-${i} room-${i % 50}`,
    room: column(new Int32Array(count), (i) => i % 50),
    connection: column(new Int32Array(count), (i) => (i % 2 === 0 ? i >> 2 : -1)),
    ...{ life: null, inSession: null, roomCount: 50, hasPlaces: false },
    find: ({ text }) => ({ hits: finding(count, text), problem: null }),
    roomName: (i) => `Room ${i % 50}`,
    connectionName: (i) => `c${i >> 2}`,
  };
}
