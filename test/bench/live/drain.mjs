// Servers to compare with: node drain.mjs drain|parse FILE. `drain` reads requests and answers; `parse` is what a person
// writes first: node:http, JSON.parse, a line per event appended to FILE before the answer.
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { appendFile } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [kind, file = ''] = process.argv.slice(2);

/** @param {import('node:http').ServerResponse} response */
function answer(response) {
  response.writeHead(200, { 'Content-Length': 0 });
  response.end();
}

const server = createServer((request, response) => {
  if (kind === 'drain') {
    request.resume();
    request.on('end', () => answer(response));
    return;
  }
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    const value = JSON.parse(text.toString());
    const events = Array.isArray(value) ? value : [value];
    appendFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''), () => answer(response));
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.error(`running at http://127.0.0.1:${address.port}`);
});
