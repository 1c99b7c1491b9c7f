// One load for a server on loopback: node load.mjs grouped|gzip|single PORT SECONDS. Prints {events, requests} as JSON.
// Requests are written as bytes made beforehand, so that the load costs little beside the server it measures.
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers';
import { gzipSync } from 'node:zlib';

const GROUP = 100;
const [kind = '', port = '', seconds = ''] = process.argv.slice(2);
const single = kind === 'single';

/** Statistics, a plugin's event and a candidate, as a busy server sends them. @param {number} n */
function event(n) {
  const head = `{"emitter":"janus-1","type":`;
  const ids = `"timestamp":${1795417200000000 + n},"session_id":${4154149308648162 + (n % 500)},"handle_id":${5454130804111041 + (n % 500)},"opaque_id":"room-1234"`;
  if (n % 10 === 0)
    return `${head}64,${ids},"event":{"plugin":"janus.plugin.videoroom","data":{"event":"configured","room":1234,"id":${n}}}}`;
  if (n % 10 === 1) return `${head}16,"subtype":1,${ids},"event":{"ice":"connected","stream_id":1,"component_id":1}}`;
  return `${head}32,"subtype":3,${ids},"event":{"mid":"0","mindex":0,"media":"audio","base":48000,"rtt":3,"lost":0,"lost-by-remote":0,"jitter-local":1,"jitter-remote":2,"in-link-quality":100,"in-media-link-quality":100,"out-link-quality":100,"out-media-link-quality":100,"packets-received":${n},"packets-sent":50,"bytes-received":4000,"bytes-sent":4000,"nacks-received":0,"nacks-sent":0}}`;
}

/** @param {number} first */
function request(first) {
  const text = single ? event(first) : `[${Array.from({ length: GROUP }, (_, k) => event(first + k)).join(',')}]`;
  const body = kind === 'gzip' ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  const more = `${kind === 'gzip' ? 'Content-Encoding: gzip\r\n' : ''}${single ? 'Connection: close\r\n' : ''}`;
  return Buffer.concat([
    Buffer.from(
      `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${more}\r\n`,
    ),
    body,
  ]);
}

const requests = Array.from({ length: 64 }, (_, k) => request(k * GROUP));
let answered = 0;
let over = false;

function send() {
  const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  const next = () => {
    if (over) socket.destroy();
    else socket.write(requests[answered % requests.length] ?? '');
  };
  socket.on('connect', next);
  socket.on('data', (answer) => {
    if (answer.toString('latin1', 9, 12) !== '200') throw new Error(answer.toString());
    answered++;
    if (single) socket.destroy();
    else next();
  });
  socket.on('error', (error) => {
    if (!over) throw error;
  });
  if (single) socket.on('close', () => over || send());
}

for (let k = 0; k < 32; k++) send();
setTimeout(
  () => {
    over = true;
    console.log(JSON.stringify({ requests: answered, events: answered * (single ? 1 : GROUP) }));
    process.exit();
  },
  Number(seconds) * 1000,
);
