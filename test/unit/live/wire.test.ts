import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { newScanner } from '../../../src/events/scanner.js';
import { GelfTcpSource } from '../../../src/live/gelf/gelf-tcp-source.js';
import { GelfUdpSource } from '../../../src/live/gelf/gelf-udp-source.js';
import { HttpSource } from '../../../src/live/http-and-websocket/http-source.js';
import type { LiveSource } from '../../../src/live/live-source.js';
import { analyse } from '../corpus/analyse.js';
import { bytesOf, corpusLog, type CorpusLog } from '../corpus/corpus.js';
import { differences } from '../corpus/scoring.js';
import { running, type Running } from './listening.js';
import { wireRecords, type WireRecord } from './wire.js';

/** The events of bytes without the white space between their tokens, in order. */
function eventsOf(bytes: Uint8Array): string[] {
  const events: string[] = [];
  const scanner = newScanner({
    event: ({ json }) =>
      events.push(
        Buffer.from(json)
          .toString()
          .replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : '')),
      ),
    stretch: () => undefined,
  });
  scanner.push(bytes);
  scanner.end();
  return events;
}

/** What was captured is what `log` holds: the same events, one a line, and the verdicts that the run calls for. */
async function expectCaptured(live: Running, log: CorpusLog): Promise<void> {
  const expected = eventsOf(bytesOf(log));
  await vi.waitFor(() => expect(live.capture.counts.events).toBe(expected.length), { timeout: 10_000 });
  await live.stop();
  const bytes = Buffer.from(live.written());
  expect(eventsOf(bytes).sort()).toEqual(expected.sort());
  expect(bytes.filter((byte) => byte === 0x0a).length).toBe(expected.length);
  expect(differences(log, [...analyse(bytes).sessions])).toEqual([]);
  expect(live.notices).toEqual([]);
}

const http = (credential = false): LiveSource =>
  new HttpSource({
    host: '127.0.0.1',
    port: 0,
    // What the recorded server was configured with.
    credential: credential ? { user: 'labuser', password: 'labpwd' } : null,
    tls: null,
    webSocket: { subprotocol: null },
  });

/** A request as it came. One recorded body was compressed once more, so its length is taken from itself. */
function rawRequest({ headers, body }: WireRecord): Buffer {
  const head = Object.entries({ ...headers, 'content-length': String(body.length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([Buffer.from(`POST /events HTTP/1.1\r\n${head.join('')}\r\n`), body]);
}

describe('what real servers sent becomes the capture', () => {
  test.each(['1.1.2/handlers-A', '1.1.2/handlers-B', '1.4.1/handlers-A'])('sampleevh of %s', async (scenario) => {
    const records = wireRecords(`${scenario}/wire/sampleevh.ndjson`);
    const live = await running(http(records.some(({ headers }) => headers.authorization !== undefined)));
    for (const port of new Set(records.map((record) => record.port))) {
      const connection = connect(live.port, '127.0.0.1');
      for (const record of records.filter((one) => one.port === port)) {
        connection.write(rawRequest(record));
        const [answer] = (await once(connection, 'data')) as [Buffer];
        expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
      }
      connection.destroy();
    }
    await expectCaptured(live, corpusLog(`${scenario}/events.jsonl`));
  });

  test.each(['1.1.2/handlers-A', '1.1.2/handlers-B', '1.1.2/handlers-C', '1.4.1/handlers-A'])(
    'wsevh of %s',
    async (scenario) => {
      const live = await running(http());
      const client = new WebSocket(live.where.replace('http', 'ws'), 'janus-event-handlers');
      await once(client, 'open');
      for (const { body, binary } of wireRecords(`${scenario}/wire/wsevh.ndjson`)) client.send(body, { binary });
      await expectCaptured(live, corpusLog(`${scenario}/events.json`));
      client.terminate();
    },
  );

  test.each([
    ['1.1.2/handlers-A', 'as it was read'],
    ['1.1.2/handlers-A', 'a byte at a time'],
    ['1.4.1/handlers-A', 'as it was read'],
    ['1.4.1/handlers-A', 'at once'],
  ])('gelfevh over TCP of %s, %s', async (scenario, how) => {
    const live = await running(new GelfTcpSource({ host: '127.0.0.1', port: 0, from: [] }));
    const connection = connect({ port: live.port, host: '127.0.0.1', noDelay: true });
    const bodies = wireRecords(`${scenario}/wire/gelf-tcp.ndjson`).map(({ body }) => body);
    const all = Buffer.concat(bodies);
    const pieces = how === 'at once' ? [all] : how === 'as it was read' ? bodies : [...all].map((c) => Buffer.of(c));
    for (const [k, piece] of pieces.entries()) {
      connection.write(piece);
      if (k % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    connection.end();
    await expectCaptured(live, corpusLog(`${scenario}/events.gelf-tcp.raw`));
  });

  test.each(['1.1.2/handlers-B', '1.1.2/handlers-C'])('gelfevh over UDP of %s', async (scenario) => {
    const live = await running(new GelfUdpSource({ host: '127.0.0.1', port: 0, from: [] }));
    const log = corpusLog(`${scenario}/events.gelf-udp.jsonl`);
    const datagrams = wireRecords(`${scenario}/wire/gelf-udp.ndjson`).map(({ body }) => body);
    // The record has the messages of one datagram; the others came in chunks of 1024 bytes.
    const compressed = datagrams[0]![0] === 0x1f;
    const recorded = new Set(datagrams.flatMap((datagram) => eventsOf(uncompressed(datagram))));
    for (const line of readFileSync(log.path, 'utf8').trim().split('\n')) {
      if (eventsOf(Buffer.from(line)).some((event) => recorded.has(event))) continue;
      datagrams.unshift(...chunks(compressed ? gzipSync(line) : Buffer.from(line)));
    }
    const socket = createSocket('udp4');
    for (const datagram of datagrams) {
      socket.send(datagram, live.port, '127.0.0.1');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expectCaptured(live, log);
    socket.close();
  });
});

function uncompressed(datagram: Buffer): Buffer {
  return datagram[0] === 0x1f ? gunzipSync(datagram) : datagram;
}

function chunks(message: Buffer): Buffer[] {
  const count = Math.ceil(message.length / 1024);
  return Array.from({ length: count }, (_, k) =>
    Buffer.concat([
      Buffer.from([0x1e, 0x0f, 1, 2, 3, 4, 5, 6, 7, 8, k, count]),
      message.subarray(k * 1024, (k + 1) * 1024),
    ]),
  );
}
