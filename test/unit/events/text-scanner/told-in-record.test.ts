import { describe, expect, it } from 'vitest';
import { bytesOf, eventsOf, expectSame } from './scan.js';

const event = (n: number): string =>
  `{"emitter":"a","type":1,"timestamp":${String(1795417707838917 + n)},"session_id":${String(n)},"event":{"name":"created"}}`;
const indented = (n: number): string => JSON.stringify(JSON.parse(event(n)), null, 2);
const text = (n: number): string => JSON.stringify(event(n));
const numbers = [1, 2, 3];

const told = (log: string): number => eventsOf(expectSame(bytesOf(log), [1], [7, 100])).length;

describe('an event that a record holds as a text and as an object is told once', () => {
  it.each<[string, (n: number) => string]>([
    ['the text first', (n) => `{"message":${text(n)},"janus":${event(n)}}\n`],
    ['the object first', (n) => `{"_source":{"janus":${event(n)},"message":${text(n)}}}\n`],
    ['the object indented', (n) => `{"message":${text(n)},"janus":${indented(n)}}\n`],
    [
      'as arrays',
      (n) => `{"message":${JSON.stringify(`[${event(n)},${event(n + 10)}]`)},"body":[${event(n)},${event(n + 10)}]}\n`,
    ],
  ])('%s', (_, record) => {
    const each = record(1).includes('[') ? 2 : 1;
    expect(told(numbers.map(record).join(''))).toBe(numbers.length * each);
    expect(told(`{"hits":[${numbers.map(record).join(',')}]}`)).toBe(numbers.length * each);
  });

  it('while it is one of the last 256 of a record that never ends', () => {
    const many = Array.from({ length: 300 }, (_, k) => event(k + 1)).join(',');
    expect(told(`{"message":${JSON.stringify(`[${many}]`)},"body":[${many}]}\n`)).toBe(300 + (300 - 256));
  });

  it('but what two records hold is told as often', () => {
    expect(told(`{"message":${text(1)}}\n{"janus":${event(1)}}\n`)).toBe(2);
    expect(told(`{"message":${text(1)},"again":${text(1)}}\n`)).toBe(2);
  });
});
