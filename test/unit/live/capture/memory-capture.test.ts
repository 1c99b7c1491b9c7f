import { expect, test } from 'vitest';
import { MemoryCapture } from '../../../../src/live/capture/memory-capture.js';
import { SourceProblem } from '../../../../src/live/live-source.js';

const event = (id: number, more = ''): string =>
  `{"emitter":"j","type":1,"timestamp":1795417200000000,"session_id":${String(id)},"event":{"name":"created"${more}}}`;

function capture(most = 1_000_000) {
  const lines: Uint8Array[] = [];
  const full: string[] = [];
  const opened = new MemoryCapture(most, {
    notice: (message) => expect.fail(message),
    captured: (more) => lines.push(more),
    full: (message) => full.push(message),
  });
  return {
    full,
    opened,
    take: (text: string) => opened.take(Buffer.from(text)),
    text: () => Buffer.concat(lines).toString(),
    pieces: () => lines.length,
  };
}

test('a message is taken when its lines are handed over, those of many messages at once', async () => {
  const { opened, take, text, pieces } = capture();
  const taken = await Promise.all([take(event(1)), take(`[${event(2)},\n${event(3)}]`), take('no event')]);
  expect(taken).toEqual([
    { events: 1, otherBytes: 0 },
    { events: 2, otherBytes: 0 },
    { events: 0, otherBytes: 8 },
  ]);
  expect(text()).toBe([1, 2, 3].map((id) => `${event(id)}\n`).join(''));
  expect(pieces()).toBe(1);
  expect(opened.counts).toEqual({ messages: 3, events: 3, bytes: text().length, otherBytes: 8 });
});

test('what is taken stays as it is while more comes, large ones among it', async () => {
  const { take, text } = capture();
  const large = event(2, `,"padding":"${'x'.repeat(200_000)}"`);
  await Promise.all([take(event(1)), take(large), take(event(3))]);
  await take(event(4));
  expect(text()).toBe(`${event(1)}\n${large}\n${event(3)}\n${event(4)}\n`);
});

test('it ends the session when it is full, and what it refused is not in it', async () => {
  const { opened, take, text, full } = capture(2 * event(1).length + 2);
  await take(event(1));
  await take(event(2));
  const late = take(event(3));
  await expect(late).rejects.toThrow(SourceProblem);
  await expect(take(event(4))).rejects.toThrow('this window keeps no more');
  expect(full).toHaveLength(1);
  expect(text()).toBe(`${event(1)}\n${event(2)}\n`);
  expect(opened.counts.events).toBe(2);
});

test('closing waits for what is under way, and takes no more', async () => {
  const { opened, take, text } = capture();
  const taking = take(event(1));
  await opened.close();
  expect(text()).toBe(`${event(1)}\n`);
  await taking;
  await expect(take(event(2))).rejects.toThrow('The capture is closed.');
});
