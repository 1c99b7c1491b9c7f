import { expect, test } from 'vitest';
import { StreamPosition } from '../../../../src/live/rabbitmq/amqp-offset.js';

test('reading of a stream goes on at the first message that is not taken, however many are under way', () => {
  const position = new StreamPosition();
  expect(position.resumed()).toBeUndefined();
  for (let offset = 0; offset < 300_000; offset++) position.came(offset);
  for (let offset = 0; offset < 7; offset++) position.taken(offset);
  expect(position.resumed()).toBe(7);
  position.came(7);
  position.taken(7);
  expect(position.resumed()).toBe(8);
});
