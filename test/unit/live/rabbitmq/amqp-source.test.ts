/** What a broker that lies can do: nothing lasting. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EventSink } from '../../../../src/live/live-source.js';
import { amqpSource } from '../../../../src/live/rabbitmq/amqp-source.js';
import { event, lines } from '../events.js';
import { running } from '../listening.js';
import { CANCEL, deliver, frame, lyingBroker, message, type Broker } from './lying-broker.js';

const PATIENCE = { timeout: 60_000 };
const source = (port: number, more: object = {}) =>
  amqpSource({ url: `amqp://127.0.0.1:${port}`, queue: 'q', ...more });
const HEARTBEAT = frame(8, 0, Buffer.alloc(0));
const noEvents = { notice: () => undefined, state: () => undefined };
const sink: EventSink = { take: () => Promise.resolve({ events: 0, otherBytes: 0 }) };

test.each([
  ['the header', 'header'],
  ['the login', '10.11'],
  ['the opening', '10.40'],
  ['the channel', '20.10'],
  ['the queue', '50.10'],
  ['the consumer', '60.20'],
])('a broker that never answers to %s is given up, and says so', async (_, silentAt) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const broker = await silentBroker((what) => what === silentAt);
  const starting = source(broker.port).start(sink, noEvents);
  const refused = expect(starting).rejects.toThrow('connected, but the broker does not answer');
  await broker.silent;
  vi.advanceTimersByTime(30_000);
  await refused;
  vi.useRealTimers();
  await vi.waitFor(() => expect(broker.open()).toBe(0), PATIENCE);
});

test('can be stopped while the broker does not answer', async () => {
  const broker = await silentBroker((what, connection) => connection === 1 && what === '20.10');
  const live = source(broker.port);
  await live.start(sink, noEvents);
  broker.cut();
  await broker.silent;
  await live.stop();
  await vi.waitFor(() => expect(broker.open()).toBe(0), PATIENCE);
});

/** A broker that falls silent, except for what shows that it is there. */
async function silentBroker(
  silentAt: (what: string, connection: number) => boolean,
): Promise<Broker & { readonly silent: Promise<unknown> }> {
  let fallSilent = (): void => undefined;
  const silent = new Promise<void>((resolve) => (fallSilent = resolve));
  const broker = await lyingBroker((what, socket, connection) => {
    if (!silentAt(what, connection)) return true;
    const alive = setInterval(() => socket.write(what === 'header' ? Buffer.of(1) : HEARTBEAT), 20);
    socket.on('close', () => clearInterval(alive));
    fallSilent();
    return false;
  });
  return { ...broker, silent };
}

test('a message without end is not gathered', async () => {
  let sent = 0;
  const broker = await lyingBroker((what, socket, connection) => {
    if (what !== '60.20') return true;
    setImmediate(() => {
      if (connection > 0) {
        socket.write(message(1, event(1)));
        return;
      }
      socket.write(deliver(1, 2 ** 40));
      const piece = frame(3, 1, Buffer.alloc(131_064));
      const more = (): void => {
        while (!socket.destroyed && sent < 2 ** 30) {
          sent += piece.length;
          if (!socket.write(piece)) return void socket.once('drain', more);
        }
      };
      more();
    });
    return true;
  });
  const live = await running(source(broker.port));
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), PATIENCE);
  expect(sent).toBeLessThan(2 ** 28);
  expect(live.states.find(({ kind }) => kind === 'waiting')).toMatchObject({
    message: expect.stringContaining('more came at once than can be held') as string,
  });
});

test('more messages than were asked for are not gathered', async () => {
  const broker = await lyingBroker((what, socket, connection) => {
    if (what === '60.20')
      setImmediate(() => {
        if (connection === 0) for (let n = 0; n < 5000; n++) socket.write(message(n + 1, '0'));
        else socket.write(message(1, event(1)));
      });
    return true;
  });
  // A disk that does not answer for a while.
  let taken = 0;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const live = await running(source(broker.port, { prefetch: 10 }), (capture) => ({
    async take(bytes) {
      taken++;
      await answered;
      return capture.take(bytes);
    },
  }));
  await vi.waitFor(() => expect(broker.open()).toBe(0), PATIENCE);
  expect(taken).toBeLessThan(100);
  answer();
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), PATIENCE);
});

test('a consumer that was cancelled is begun again, though the broker answers no goodbye', async () => {
  const broker = await lyingBroker((what, socket, connection) => {
    if (what === '60.20') setImmediate(() => socket.write(connection === 0 ? CANCEL : message(1, event(1))));
    return what !== '10.50' && what !== '20.40';
  });
  const live = await running(source(broker.port));
  await vi.waitFor(() => expect(live.written()).toBe(lines(1)), PATIENCE);
});
