// One measurement inside one process: node measure.mjs read|readline|scan LOG FORM. Prints {ms, rss} as JSON.
// `scan` needs the scanner's bundle, which bench.mjs builds; its path is the last argument.
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parsed } from './forms.mjs';

const CHUNK = 1024 * 1024;

/** @type {Record<string, (log: string, form: import('./forms.mjs').Form, bundle: string) => number | Promise<number>>} */
const WAYS = {
  read: (log) => {
    let bytes = 0;
    const memory = new Uint8Array(CHUNK);
    const file = openSync(log, 'r');
    for (let size = readSync(file, memory); size > 0; size = readSync(file, memory)) bytes += size;
    closeSync(file);
    return bytes;
  },
  readline: async (log, form) => {
    let events = 0;
    for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Infinity })) {
      const value = parsed(form, line);
      events += Array.isArray(value) ? value.length : 1;
    }
    return events;
  },
  // The way of the report, whatever form the log is in.
  scan: async (log, _, bundle) => {
    let events = 0;
    const { newScanner, newReadState, readLog } = createRequire(import.meta.url)(bundle);
    const scanner = newScanner({ event: () => events++, stretch: () => undefined });
    const room = (/** @type {number} */ size) => scanner.room(size);
    for await (const bytes of readLog(log, newReadState(), { room })) scanner.push(bytes);
    scanner.end();
    return events;
  },
};

const [way = '', log = '', form = 'compact', bundle = ''] = process.argv.slice(2);
const started = performance.now();
const count = await WAYS[way]?.(log, /** @type {import('./forms.mjs').Form} */ (form), bundle);
const ms = performance.now() - started;
console.log(JSON.stringify({ ms, count, rss: peak() }));

/** The largest resident set so far, bytes. Not `resourceUsage().maxRSS`: on Linux that begins with the parent's. */
function peak() {
  if (process.platform !== 'linux') return null;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}
