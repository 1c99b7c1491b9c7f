import { describe, expect, test } from 'vitest';
import { SpReader, type SpTransport } from '../../../../src/live/nanomsg/sp-protocol.js';

const PUBLISHER = [0, 0x53, 0x50, 0, 0, 0x20, 0, 0];

function frame(transport: SpTransport, message: string): number[] {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(Buffer.byteLength(message)));
  return [...(transport === 'ipc' ? [1] : []), ...length, ...Buffer.from(message)];
}

const reader = (transport: SpTransport): SpReader => new SpReader(transport, 1000);
const texts = (messages: Buffer[]): string[] => messages.map((message) => message.toString());

describe.each(['tcp', 'ipc'] as const)('a publisher over %s', (transport) => {
  const sent = ['{"n":1}', '', 'ä'.repeat(400), '{"n":2}'];
  const bytes = Buffer.from([...PUBLISHER, ...sent.flatMap((message) => frame(transport, message))]);

  test('gives its messages, however the stream is cut', () => {
    for (const size of [1, 2, 7, 8, 9, 13, 300, bytes.length]) {
      const found: string[] = [];
      const sp = reader(transport);
      for (let at = 0; at < bytes.length; at += size) found.push(...texts(sp.push(bytes.subarray(at, at + size))));
      expect(found).toEqual(sent);
    }
  });

  test('counts for what the pieces of an unfinished message occupy', () => {
    const sp = reader(transport);
    sp.push(Buffer.from(PUBLISHER));
    const message = Buffer.from(frame(transport, 'x'.repeat(900)));
    const head = message.length - 900;
    sp.push(message.subarray(0, head));
    for (let n = 0; n < 899; n++) sp.push(message.subarray(head + n, head + n + 1));
    expect(sp.unfinished).toBeGreaterThan(899 * 100);
    expect(texts(sp.push(message.subarray(-1)))).toEqual(['x'.repeat(900)]);
    expect(sp.unfinished).toBe(0);
  });

  test('is open when it has greeted', () => {
    const sp = reader(transport);
    sp.push(Buffer.from(PUBLISHER.slice(0, 7)));
    expect(sp.open).toBe(false);
    sp.push(Buffer.from(PUBLISHER.slice(7)));
    expect(sp.open).toBe(true);
  });

  test('with a message that is too long is refused before it comes', () => {
    const sp = reader(transport);
    sp.push(Buffer.from(PUBLISHER));
    const endless = Buffer.from(frame(transport, 'x'));
    endless.fill(0xff, transport === 'ipc' ? 1 : 0, 8);
    expect(() => sp.push(endless)).toThrow(/a message of \d+ bytes; more than 1000 is refused/);
  });
});

test.each([
  ['text', Buffer.from('GET / HTTP/1.1\r\n'), 'something that is not nanomsg'],
  ['another version', Buffer.from([0, 0x53, 0x50, 1, 0, 0x20, 0, 0]), 'something that is not nanomsg'],
  ['reserved bytes', Buffer.from([0, 0x53, 0x50, 0, 0, 0x20, 0, 1]), 'something that is not nanomsg'],
  ['another subscriber', Buffer.from([0, 0x53, 0x50, 0, 0, 0x21, 0, 0]), 'not a publisher'],
  ['a pipeline', Buffer.from([0, 0x53, 0x50, 0, 0, 0x50, 0, 0]), '(0x50), not a publisher'],
])('%s is refused', (_what, greeting, words) => {
  expect(() => reader('tcp').push(greeting)).toThrow(words);
});

test('over a Unix socket another type of message is refused', () => {
  const sp = reader('ipc');
  sp.push(Buffer.from(PUBLISHER));
  expect(() => sp.push(Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0]))).toThrow('unknown type 2');
});
