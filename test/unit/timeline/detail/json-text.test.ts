import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonNode, parseJson, printJson } from '../../../../media/timeline/detail/events/json-text.js';
import { COVERED, credentialPaths } from '../../../../media/timeline/detail/events/secrets.js';
import { parseExact } from '../../../../src/events/exact-json.js';
import { VIDEOROOM } from '../../analysis/details/recorded.js';

const nothing = (): null => null;
const line = (node: JsonNode): string => printJson(node, 'line', '', nothing);
const member = (node: JsonNode, key: string): JsonNode | undefined =>
  node.kind === 'object' ? node.members.find((each) => each.key === key)?.value : undefined;

describe('JSON read without loss', () => {
  test('keeps ids of 64 bits, digits, escapes, order and doubles', () => {
    const text = '{"id":9223372036854775807,"z":1.0,"a":-0,"b":1e400,"s":"\\u00e9\\/x","id":9007199254740993}';
    expect(line(parseJson(text))).toBe(text);
    expect(member(parseJson(text), 'id')).toEqual({ kind: 'number', raw: '9223372036854775807' });
    expect(member(parseJson(text), 's')).toMatchObject({ text: 'é/x' });
  });

  test('lays out recorded events as they are, and the other way round', () => {
    for (const text of readFileSync(VIDEOROOM, 'utf8').trim().split('\n')) {
      const node = parseJson(text);
      expect(line(node)).toBe(text);
      expect(JSON.parse(printJson(node, 'lines', '', nothing))).toEqual(JSON.parse(text));
    }
  });

  test('takes what JSON.parse takes and prints it again', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space);
        expect(JSON.parse(printJson(parseJson(text), 'lines', '', nothing))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (valid) parseJson(text);
        else expect(() => parseJson(text)).toThrow(SyntaxError);
      }),
    );
  });

  test.each(['{"a":1', '{"a" 1}', '[1,]', '{,}', '"open', '"\\', '01', '1.', '{} x', 'nul', '"\u0001"', '["\\x"]', ''])(
    'says where it is broken: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  test('does not go down for ever', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('levels deep');
  });

  test('reads long strings in one go', () => {
    const text = JSON.stringify({ s: '\\"x'.repeat(500_000) });
    expect(line(parseJson(text))).toBe(text);
  });
});

describe('credentials', () => {
  const text =
    '{"token":"t","event":{"token":"abc","plugin":"janus.plugin.echotest","pin":123,"token_count":3,"secret":""},"list":[{"password":"p"}]}';

  test('are found wherever they stand', () => {
    expect([...credentialPaths(parseJson(text), '')]).toEqual([
      '.token',
      '.event.token',
      '.event.pin',
      '.list[0].password',
    ]);
  });

  test('stay covered in what is printed, until they are revealed', () => {
    const node = parseJson(text);
    const covered = credentialPaths(node, '');
    const printed = printJson(node, 'line', '', (_, path) => (covered.has(path) ? COVERED : null));
    expect(printed).not.toMatch(/abc|123|"t"|"p"/);
    expect(printed).toContain(`"token":${COVERED}`);
    expect(line(node)).toContain('"abc"');
  });
});

describe('values for summaries', () => {
  test('keep large integers as text and leave everything else alone', () => {
    expect(
      parseExact(
        '{"room":9007199254740993,"n":1795417913539583,"s":"id 9007199254740993 \\" x","f":0.1234567890123456789}',
      ),
    ).toEqual({
      room: '9007199254740993',
      n: 1795417913539583,
      s: 'id 9007199254740993 " x',
      f: 0.12345678901234568,
    });
    expect(parseExact('[-9223372036854775808]')).toEqual(['-9223372036854775808']);
    expect(() => parseExact('{"id":9007199254740993')).toThrow(SyntaxError);
  });

  test('cope with very long strings', () => {
    const text = JSON.stringify({ s: 'x\\"'.repeat(1_000_000), id: 1 }).replace('"id":1', '"id":9007199254740993');
    expect(parseExact(text)).toMatchObject({ id: '9007199254740993' });
  });
});
