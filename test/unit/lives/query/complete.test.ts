import { expect, test } from 'vitest';
import { completionsAt } from '../../../../src/lives/query/complete.js';
import { OPERATORS } from '../../../../src/lives/query/operators/operators.js';
import { UTC } from '../../../../src/lives/query/language/moments.js';
import { queryOf } from '../../../../src/lives/query/query.js';
import { subjectsOf } from '../../../../src/lives/query/subjects/subjects.js';
import { KIND_NAMES } from '../../../../src/lives/registry.js';
import { SECOND } from '../../story.js';
import { analysed, LivesStory } from '../lives-story.js';

const log = new LivesStory()
  .started(0)
  .attached(SECOND, 'videoroom')
  .told(2 * SECOND, 'videoroom', { event: 'joined', room: 'daily (de)', id: 7, display: 'anna' })
  .told(3 * SECOND, 'videoroom', { event: 'joined', room: 'dance', id: 7, display: 'anna' });
const { report, lives } = analysed(log.bytes);
const subjects = subjectsOf(lives, report.sessions, { until: report.span!.last, emitters: report.emitters });

const proposed = (text: string): string[] => completionsAt(text, text.length, subjects).items.map((item) => item.text);

test('operators, whole or begun', () => {
  expect(proposed('')).toEqual([...OPERATORS.keys()].map((name) => `${name}:`));
  expect(proposed('anna (ro')).toEqual(['room:']);
  expect(proposed('-ro')).toEqual(['room:']);
});

test('values that there are, and those of this log as they are to be written', () => {
  expect(proposed('is:u')).toEqual(['undecidable', 'up']);
  expect(proposed('room:da')).toEqual(['"daily (de)"', 'dance']);
  expect(proposed('kind:handle,video').sort()).toEqual(['videoroom-participant', 'videoroom-room']);
  expect(proposed('rom:da')).toEqual([]);
});

test('stand in the place of what is begun alone', () => {
  expect(completionsAt('anna room:da is:open', 12, subjects)).toMatchObject({ from: 10, to: 12 });
  expect(completionsAt('room:"daily (', 13, subjects)).toMatchObject({
    from: 5,
    to: 13,
    items: [{ text: '"daily (de)"' }],
  });
});

test('the example of every operator is a query', () => {
  for (const { example } of OPERATORS.values())
    expect(() => queryOf(example, { kinds: KIND_NAMES, clock: UTC })).not.toThrow();
});
