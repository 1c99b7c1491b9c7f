import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './steps.mjs';

const CORPUS = join(ROOT, 'test', 'corpus');

/** Logs of real Janus servers worth a first look, by a name that says what happened. */
const SAMPLES = {
  'busy-server.jsonl': '1.1.2/churn/events.jsonl',
  'dropped-websockets.json': '1.1.2/ws-drop-reclaim0/events.json',
  'dropped-websockets-janus-1.4.1.json': '1.4.1/ws-drop-reclaim0/events.json',
  'graceful-shutdown.json': '1.1.2/stop-sigterm/events.json',
  'killed-and-restarted.jsonl': '1.1.2/kill9-restart/events.jsonl',
  'all-destroyed.json': '1.1.2/api-destroy/events.json',
  'video-room.json': '1.1.2/webrtc-videoroom/events.json',
  'echo-test.jsonl': '1.1.2/webrtc-echotest/events.jsonl',
  'session-events-masked.json': '1.1.2/mask-no-sessions/events.json',
  'mosquitto-subscriber.log': '1.1.2/handlers-A/events.mosquitto_sub-v.log',
  'graylog-tcp.raw': '1.1.2/handlers-A/events.gelf-tcp.raw',
};

/**
 * Fills a folder with fresh copies of the sample logs; one is gzipped.
 * @param {string} folder
 */
export function copySampleLogs(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, log] of Object.entries(SAMPLES)) cpSync(join(CORPUS, log), join(folder, name));
  const rotated = readFileSync(join(CORPUS, '1.1.2/ws-drop-reclaim5/events.jsonl'));
  writeFileSync(join(folder, 'rotated.jsonl.gz'), gzipSync(rotated));
}
