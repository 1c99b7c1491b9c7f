/** Operators that ask how sessions and lives stand, how they ended, and when. */
import * as l10n from '@vscode/l10n';
import { CAUSES } from '../../../sessions/session-table.js';
import { OUTCOMES } from '../../../words/outcomes.js';
import { lifeHintIn, LIFE_HINTS } from '../../hint-codes.js';
import { always, held, type Operator } from './operator.js';
import { aDuration, aNumber, aTime, compared, oneOf, texts, times, ValueProblem, within } from './tests.js';
import type { Test } from '../subjects/subject.js';
import { durationIn, numberIn } from '../language/values.js';

const ofValues =
  (...of: readonly string[]) =>
  (values: readonly string[]): boolean =>
    values.some((value) => of.includes(value.toLowerCase()));

const endedAs =
  (told: boolean): Test =>
  (subject) =>
    subject.state === 'ended' && subject.told === told;
const ENDINGS: Readonly<Record<string, Test>> = {
  told: endedAs(true),
  untold: endedAs(false),
  open: ({ state }) => state === 'open',
  undecidable: ({ state }) => state === 'undecidable',
  silent: ({ outcome }) => outcome === 'silent',
  ...Object.fromEntries(CAUSES.map((cause): [string, Test] => [cause, ({ ending }) => ending === cause])),
};
const ENDED = oneOf(ENDINGS);
const ENDED_WHEN = times(({ state, to }, { at }) => state === 'ended' && at(to, to));
const FINDING = texts(({ finding }) => finding);

export const OF_ENDINGS: readonly (readonly [name: string, operator: Operator])[] = [
  [
    'ended',
    {
      about: () => l10n.t('whether an event told its end, how its session ended, or when it ended'),
      example: 'ended:untold',
      values: ENDED.values,
      test(value, known) {
        if (ENDED.values.includes(value.toLowerCase())) return ENDED.test(value, known);
        try {
          return ENDED_WHEN(value, known);
        } catch (error) {
          if (!(error instanceof ValueProblem)) throw error;
          throw new ValueProblem(l10n.t('one of {0}, or {1}', ENDED.values.join(', '), aTime()));
        }
      },
    },
  ],
  [
    'outcome',
    {
      about: () => l10n.t('how its session stands, as lanes are coloured'),
      example: 'outcome:silent',
      ...oneOf(Object.fromEntries(OUTCOMES.map((of): [string, Test] => [of, ({ outcome }) => outcome === of]))),
    },
  ],
  [
    'is',
    {
      about: () => l10n.t('how it stands'),
      example: 'is:open',
      ofLives: ofValues('hinted', 'up'),
      ...oneOf({
        open: ({ state }) => state === 'open',
        ended: ({ state }) => state === 'ended',
        undecidable: ({ state }) => state === 'undecidable',
        flagged: ({ flagged }) => flagged,
        hinted: ({ finding }) => finding !== null,
        up: ({ wasUp }) => wasUp,
      }),
    },
  ],
  [
    'cause',
    {
      about: () => l10n.t('the code of its end'),
      example: 'cause:ice-failed',
      ofLives: always,
      proposes: ({ cause }) => (cause === null ? [] : [cause]),
      test: texts(({ cause }) => cause),
    },
  ],
  [
    'reason',
    {
      about: () => l10n.t('words of how it ended, and of what is worth a look'),
      example: 'reason:"ICE failed"',
      ofLives: always,
      costs: true,
      test: within(
        ({ cause }) => cause,
        ({ finding }) => finding,
        ({ reason }) => reason,
      ),
    },
  ],
  [
    'finding',
    {
      about: () => l10n.t('what is worth a look'),
      example: 'finding:never-up',
      values: [...new Set(LIFE_HINTS.map((code) => lifeHintIn(code)!.hint))],
      ofLives: always,
      test: (value, known) => held(FINDING(value, known)),
    },
  ],
  [
    'certainty',
    {
      about: () => l10n.t('how sure its end is'),
      example: 'certainty:certain',
      ...oneOf({
        certain: ({ certainty }) => certainty === 'certain',
        probable: ({ certainty }) => certainty === 'probable',
        possible: ({ certainty }) => certainty === 'possible',
      }),
    },
  ],
  [
    'at',
    {
      about: () => l10n.t('what went on at a time'),
      example: 'at:14:03',
      test: times(({ from, to }, { during }) => during(from, to)),
    },
  ],
  [
    'began',
    {
      about: () => l10n.t('when it began'),
      example: 'began:>14:03',
      test: times(({ from }, { at }) => at(from, from)),
    },
  ],
  [
    'dur',
    {
      about: () => l10n.t('how long it lasted'),
      example: 'dur:>30s',
      test: compared(durationIn, ({ from, to }) => to - from, aDuration),
    },
  ],
  [
    'events',
    {
      about: () => l10n.t('how many events it has'),
      example: 'events:>1000',
      test: compared(numberIn, ({ events }) => events, aNumber),
    },
  ],
];
