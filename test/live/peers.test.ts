/** The real servers that the other tests talk to: they run apart from any other of the machine, and leave nothing. */
import amqp from 'amqplib';
import mqtt from 'mqtt';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startMosquitto } from './harness/mosquitto.js';
import { startRabbitMq } from './harness/rabbitmq.js';

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

test('a mosquitto keeps what it is sent over a restart and a crash', async () => {
  const broker = await startMosquitto();
  const publisher = await mqtt.connectAsync(broker.url);
  await publisher.publishAsync('kept', 'by the broker', { qos: 1, retain: true });
  await publisher.endAsync();
  await broker.stop();
  await broker.start();
  await broker.kill();
  expect(await answers(broker.port)).toBe(false);
  await broker.start();

  const reader = mqtt.connect(broker.url);
  const kept = new Promise<string>((resolve) => reader.on('message', (_, payload) => resolve(payload.toString())));
  await reader.subscribeAsync('kept');
  expect(await kept).toBe('by the broker');
  await reader.endAsync();
  await broker.dispose();
  expect(await answers(broker.port)).toBe(false);
});

test('a RabbitMQ keeps what it is sent over a restart and a crash, and knows its users', async () => {
  const broker = await startRabbitMq();
  const publisher = await amqp.connect(broker.url);
  const channel = await publisher.createConfirmChannel();
  await channel.assertQueue('kept');
  channel.sendToQueue('kept', Buffer.from('by the broker'), { persistent: true });
  await channel.waitForConfirms();
  await publisher.close();
  await broker.stop();
  await broker.start();
  await broker.kill();
  expect(await answers(broker.port)).toBe(false);
  await broker.start();

  const reader = await amqp.connect(broker.urlFor('janus', 'secret', '/'));
  const message = await (await reader.createChannel()).get('kept');
  expect(message && message.content.toString()).toBe('by the broker');
  await reader.close();
  await expect(amqp.connect(broker.urlFor('janus', 'wrong'))).rejects.toThrow('ACCESS_REFUSED');
  await expect(amqp.connect(broker.urlFor('stranger', 'secret'))).rejects.toThrow();
  await broker.dispose();
  expect(await answers(broker.port)).toBe(false);
});
