import { describe, expect, test } from 'vitest';
import { fieldAt } from '../../../../src/editor/reading/field-at.js';

const LINE =
  '{"emitter":"janus","timestamp":1795417172663849,"session_id":6103701963644354,"event":{"name":"created"}}';

/** The field at the first character of a text, and at the one behind its last. */
const at = (text: string, line = LINE): unknown => {
  const start = line.indexOf(text);
  const found = [fieldAt(line, start), fieldAt(line, start + text.length)];
  expect(found[1]).toEqual(found[0]);
  return found[0];
};

describe('the field at a place', () => {
  test('is found by its key and by its value', () => {
    const start = LINE.indexOf('6103');
    const session = { key: 'session_id', value: '6103701963644354', start, end: start + 16 };
    expect(at('session_id')).toEqual(session);
    expect(at('6103701963644354')).toEqual(session);
    expect(at('janus')).toMatchObject({ key: 'emitter', value: 'janus', start: 12, end: 17 });
    expect(at('created')).toMatchObject({ key: 'name', value: 'created' });
  });

  test('is none beside fields, and where a value is no text or number', () => {
    expect(fieldAt(LINE, 0)).toBeNull();
    expect(fieldAt(LINE, LINE.length)).toBeNull();
    expect(fieldAt('{"event":{}}', 3)).toBeNull();
    expect(fieldAt('', 0)).toBeNull();
    expect(fieldAt('no JSON: 12', 4)).toBeNull();
  });

  test('is found in an event inside of a text, and in texts with quotes', () => {
    expect(at('613', '{"log":"{\\"session_id\\":613,\\"emitter\\":\\"janus\\"}"}')).toMatchObject({
      key: 'session_id',
      value: '613',
    });
    expect(at('janus', '{"log":"{\\"session_id\\":613,\\"emitter\\":\\"janus\\"}"}')).toMatchObject({
      key: 'emitter',
      value: 'janus',
    });
  });

  test('is looked for near the place alone, however long the line', () => {
    const long = `${'x'.repeat(20_000_000)}"handle_id": 12, "y":"${'z'.repeat(1000)}"`;
    expect(fieldAt(long, 20_000_003)).toMatchObject({ key: 'handle_id', value: '12', start: 20_000_013 });
    expect(fieldAt(long, 20_000_500)).toBeNull();
  });
});
