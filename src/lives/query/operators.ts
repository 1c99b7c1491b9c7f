/** What can be asked of sessions and lives. */
import { lifeHintIn, LIFE_HINTS } from '../hint-codes.js';
import type { Subject } from './subject.js';
import {
  A_NUMBER,
  A_TIME,
  compared,
  isKind,
  oneOf,
  SECONDS,
  texts,
  times,
  ValueProblem,
  within,
  type Test,
  type TestOf,
} from './tests.js';
import { durationIn, isWhen, meets, numberIn } from './values.js';

export interface Operator {
  /** For people: "who was there at a time". */
  readonly about: string;
  readonly example: string;
  /** All values that there are, where they are few. */
  readonly values?: readonly string[];
  /** Texts of a subject that are worth to be proposed as values. */
  readonly proposes?: (subject: Subject) => readonly string[];
  readonly test: TestOf;
}

const wasTold: Test = ({ state, told }) => state === 'ended' && told;
const wasUntold: Test = ({ state, told }) => state === 'ended' && !told;
const TOLD = oneOf({ told: wasTold, untold: wasUntold });

/** By name. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  [
    'kind',
    {
      about: 'what it is: session, handle, participant, videoroom, …',
      example: 'kind:participant',
      proposes: ({ kind }) => [kind],
      test: isKind,
    },
  ],
  [
    'is',
    {
      about: 'how it stands',
      example: 'is:open',
      ...oneOf({
        open: ({ state }) => state === 'open',
        ended: ({ state }) => state === 'ended',
        undecidable: ({ state }) => state === 'undecidable',
        flagged: ({ flagged }) => flagged,
        hinted: ({ hint }) => hint !== null,
        up: ({ wasUp }) => wasUp,
      }),
    },
  ],
  [
    'ended',
    {
      about: 'told by an event or not; or when',
      example: 'ended:untold',
      values: TOLD.values,
      test(value) {
        if (TOLD.values.includes(value.toLowerCase())) return TOLD.test(value, []);
        const when = times(({ state, to }, range, daily) => state === 'ended' && isWhen(to, range, daily));
        try {
          return when(value, []);
        } catch (error) {
          throw error instanceof ValueProblem ? new ValueProblem(`told, untold, or ${A_TIME}`) : error;
        }
      },
    },
  ],
  [
    'begun',
    {
      about: 'when it began',
      example: 'begun:>14:03',
      test: times(({ from }, range, daily) => isWhen(from, range, daily)),
    },
  ],
  ['at', { about: 'what went on at a time', example: 'at:14:03', test: times(meets) }],
  [
    'dur',
    {
      about: 'how long it lasted',
      example: 'dur:>30s',
      test: compared(durationIn, ({ from, to }) => to - from, SECONDS),
    },
  ],
  [
    'cause',
    {
      about: 'the code of its end',
      example: 'cause:ice-failed',
      proposes: ({ cause }) => present(cause),
      test: texts(({ cause }) => [cause]),
    },
  ],
  [
    'reason',
    {
      about: 'words of how it ended',
      example: 'reason:"ICE failed"',
      test: within(
        ({ cause }) => cause,
        ({ hint }) => hint,
        ({ reason }) => reason,
      ),
    },
  ],
  [
    'hint',
    {
      about: 'what is worth a look',
      example: 'hint:never-up',
      values: [...new Set(LIFE_HINTS.map((code) => lifeHintIn(code)!.hint))],
      test: texts(({ hint }) => [hint]),
    },
  ],
  [
    'certainty',
    {
      about: 'how sure its end is',
      example: 'certainty:certain',
      ...oneOf({
        certain: ({ certainty }) => certainty === 'certain',
        probable: ({ certainty }) => certainty === 'probable',
        possible: ({ certainty }) => certainty === 'possible',
      }),
    },
  ],
  [
    'quality',
    {
      about: 'how good it was, from 1 to 5',
      example: 'quality:<3',
      test: compared(numberIn, ({ quality }) => quality, A_NUMBER),
    },
  ],
  [
    'events',
    {
      about: 'how many events it has',
      example: 'events:>1000',
      test: compared(numberIn, ({ events }) => events, A_NUMBER),
    },
  ],
  [
    'room',
    {
      about: 'its room or mountpoint',
      example: 'room:1234',
      proposes: ({ rooms }) => rooms,
      test: texts(({ rooms }) => rooms),
    },
  ],
  [
    'name',
    {
      about: 'how people know it, or a part of that',
      example: 'name:anna',
      proposes: ({ names }) => names,
      test: within(({ names }) => names),
    },
  ],
  ['user', { about: 'the id of a person', example: 'user:42', test: texts(({ userId }) => [userId]) }],
  ['session', { about: 'the id of its session', example: 'session:41*', test: texts(({ sessionId }) => [sessionId]) }],
  ['handle', { about: 'the id of its handle', example: 'handle:77*', test: texts(({ handleId }) => [handleId]) }],
  ['id', { about: 'any id of it', example: 'id:4154149308648162', test: texts(({ ids }) => ids) }],
  [
    'plugin',
    {
      about: 'its plugin',
      example: 'plugin:echotest',
      proposes: ({ plugins }) => plugins,
      test: texts(({ plugins }) => plugins),
    },
  ],
  [
    'transport',
    {
      about: 'the transport of its session',
      example: 'transport:http',
      proposes: ({ transport }) => present(transport),
      test: texts(({ transport }) => [transport]),
    },
  ],
  [
    'ip',
    {
      about: 'the address of its session',
      example: 'ip:192.0.2.*',
      proposes: ({ address }) => present(address),
      test: texts(({ address }) => [address]),
    },
  ],
  [
    'server',
    {
      about: 'the name of its server',
      example: 'server:janus-1',
      proposes: ({ emitter }) => present(emitter),
      test: texts(({ emitter }) => [emitter]),
    },
  ],
]);

function present(text: string | null): readonly string[] {
  return text === null || text === '' ? [] : [text];
}
