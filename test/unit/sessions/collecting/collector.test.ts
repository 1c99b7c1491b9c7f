import { expect, test } from 'vitest';
import { MOST_TAKEN_BACK } from '../../../../src/events/header.js';
import { Collector } from '../../../../src/sessions/collecting/collector.js';
import { HTTP, ID, SECOND, Story } from '../../story.js';

const damagedEnd = (id: number): string => `"session_id":${String(id)},"event":{"name":"destroyed`;

test('damage without end is counted, and only what may be taken back is kept one by one', () => {
  const collector = new Collector();
  const many = 5 * MOST_TAKEN_BACK;
  for (let id = 0; id < many; id++) collector.addDamage(damagedEnd(id % 100));
  const { damages } = collector as unknown as { damages: unknown[] };
  expect(damages.length).toBeLessThanOrEqual(2 * MOST_TAKEN_BACK);
  expect(collector.facts.damagedEnds.ids.size).toBe(100);
});

test('damage taken back leaves what other damage says', () => {
  const collector = new Collector();
  const { ids } = collector.facts.damagedEnds;
  for (let k = 0; k < 3 * MOST_TAKEN_BACK; k++) collector.addDamage(damagedEnd(7));
  collector.addDamage(damagedEnd(8));
  collector.addDamage('no session event');
  collector.addDamage(damagedEnd(7));
  collector.takeBackDamage(3);
  expect([ids.has('7'), ids.has('8')]).toEqual([true, false]);
  collector.takeBackDamage(MOST_TAKEN_BACK - 3);
  expect(ids.has('7')).toBe(true);
});

test.each([
  [3, '192.0.2.7'],
  [255, '192.0.2.7'],
  [256, null],
])('of the requests over HTTP the last ones are remembered: %d others later, the address is %s', (others, address) => {
  const story = new Story().started(0).request(SECOND);
  for (let k = 1; k <= others; k++) story.request(SECOND + k);
  const [session] = story.created(2 * SECOND, ID, String(SECOND), HTTP).report().sessions;
  expect(session?.address).toBe(address);
});

/** All but that of a `shutdown`, which is one whatever its body tells. */
const SUBTYPES = [1, 3, 4, 5, 6];

test.each([1, 2, 8, 16, 32, 64, 128, 256])(
  'an event of type %d is one, and ends nothing, where its body is nothing that Janus tells',
  (type) => {
    const story = new Story()
      .started(0)
      .created(SECOND)
      .handle(2 * SECOND, 'attached');
    const other = { name: 'other', connection: 'other', status: 'other' };
    const bodies = [{}, [], [{ name: 'destroyed' }], other, { name: 7, connection: 7, status: 7, data: 7 }];
    for (const [k, body] of bodies.entries())
      for (const subtype of SUBTYPES)
        story.event((3 + k) * SECOND + subtype, { type, subtype, session_id: ID, handle_id: '77' }, body);

    const { logs, sessions } = story.report();

    expect(logs[0]).toMatchObject({ events: 3 + SUBTYPES.length * bodies.length, malformed: 0 });
    expect(Array.from(sessions, ({ state, handles }) => [state, handles.map(({ detached }) => detached)])).toEqual([
      ['open', [null]],
    ]);
  },
);

test.each([
  ['type and subtype', { type: 256, subtype: 2 }, { signum: 15 }],
  ['body', { type: 256 }, { status: 'shutdown', signum: 15 }],
])('a shutdown is known by its %s alone', (_, header, body) => {
  const story = new Story().started(0).created(SECOND, ID, 'r1', HTTP);
  expect(story.event(9 * SECOND, header, body).verdict()).toBe('ended flagged server-stopped certain');
});
