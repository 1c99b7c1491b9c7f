import { describe, expect, it } from 'vitest';
import { bytesOf, eventsOf, expectSame } from './scan.js';

const EVENT = '{"emitter":"a","type":1,"timestamp":1795417707838917,"session_id":1,"event":{"name":"created"}}';

const kindsOf = (log: string): string[] =>
  expectSame(bytesOf(log), [1], [5, 40]).flatMap((one) => ('kind' in one ? [one.kind] : []));

describe('braces that begin no JSON are other text', () => {
  it.each([
    'Handling {id} of {room}',
    '[<<"janus">>] {<<"content_type">>,longstr,<<"application/json">>}',
    'function handle(event) { return 1; }',
    "{'a': 1}",
    'Handler{name=x, size=2}',
    '{ \n x',
  ])('%s', (text) => {
    const log = `${text}\n${EVENT}\n${text}\n`;
    expect(eventsOf(expectSame(bytesOf(log)))).toHaveLength(1);
    expect(kindsOf(log)).toEqual(['text', 'text']);
  });

  it('in front of an event on its line they are its prefix', () => {
    const log = `1795417707 {app="janus", pod="a"} ${EVENT}\n`;
    expect(kindsOf(log)).toEqual([]);
    expect(eventsOf(expectSame(bytesOf(log)))).toMatchObject([{ wrapping: 'prefix' }]);
  });

  it('so are they on the line behind one that is damaged', () => {
    const cut = '{"emitter":"a","type":1,"timestamp":17954';
    const told = expectSame(bytesOf(`${cut}\n1795417707 {app="janus"} ${EVENT}\n`), [1], [5, 40]);
    expect(eventsOf(told)).toMatchObject([{ wrapping: 'prefix' }]);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'broken', offset: 0, sample: cut }));
  });

  it('but what is left of an event is damage', () => {
    for (const cut of ['{"emitter":"a","type":1,', 'xmitter":"a"}}', '{xmitter":"a","type":1}', '{\\"a\\"'])
      expect(kindsOf(`${cut}\n${EVENT}\n`), cut).toEqual(['broken']);
  });
});
