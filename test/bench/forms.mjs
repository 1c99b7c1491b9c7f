// The ways a log is written: by Janus' event handlers (`json` of their configuration), and by what keeps their logs.
import { gzipSync } from 'node:zlib';
import { compact, indented, plain } from './serialise.mjs';

/** @typedef {'compact' | 'plain' | 'indented' | 'grouped' | 'grouped-indented' | 'docker' | 'json-file' | 'gelf' | 'gzip'} Form */

/** Events in one array: sampleevh sends up to 100. */
const GROUP = 100;

/** @param {Iterable<object>} events */
function* groupsOf(events) {
  /** @type {object[]} */
  let group = [];
  for (const event of events) {
    group.push(event);
    if (group.length < GROUP) continue;
    yield group;
    group = [];
  }
}

/** RFC 3339 with nanoseconds, as containers write it. @param {any} event */
const time = ({ timestamp }) => `${new Date(timestamp / 1000).toISOString().slice(0, -1)}456Z`;

/**
 * How one event, or one group of them where `grouped`, becomes text; and how a line becomes an event or a group again, where
 * each is one line of text.
 * @type {Record<Form, { grouped?: boolean, gzip?: boolean, envelope?: boolean, write: (event: any) => string, parse?: (line: string) => any }>}
 */
const WRITERS = {
  compact: { write: compact, parse: JSON.parse },
  plain: { write: plain, parse: JSON.parse },
  indented: { write: indented },
  grouped: { grouped: true, write: compact, parse: JSON.parse },
  'grouped-indented': { grouped: true, write: indented },
  docker: {
    envelope: true,
    write: (event) => `${time(event)} ${compact(event)}`,
    parse: (line) => JSON.parse(line.slice(line.indexOf(' '))),
  },
  'json-file': {
    envelope: true,
    write: (event) => compact({ log: `${compact(event)}\n`, stream: 'stdout', time: time(event) }),
    parse: (line) => JSON.parse(JSON.parse(line).log),
  },
  gelf: {
    envelope: true,
    write: (event) =>
      compact({
        version: '1.1',
        host: event.emitter,
        level: 1,
        timestamp: event.timestamp / 1e6,
        short_message: compact(event),
      }),
    parse: (line) => JSON.parse(JSON.parse(line).short_message),
  },
  gzip: { gzip: true, write: compact },
};

/** Those that Janus' event handlers write. @type {readonly Form[]} */
export const FORMS = ['compact', 'plain', 'indented', 'grouped'];
/** @type {readonly Form[]} */
export const ALL_FORMS = /** @type {Form[]} */ (Object.keys(WRITERS));

/** The text of a log, piece by piece. @param {Form} form @param {Iterable<object>} events @returns {Generator<string>} */
export function* written(form, events) {
  const { grouped, write } = WRITERS[form];
  for (const event of grouped ? groupsOf(events) : events) yield `${write(event)}\n`;
}

/** What becomes of a piece of text in the file. @param {Form} form @param {string} text @returns {string | Uint8Array} */
export const packed = (form, text) => (WRITERS[form].gzip ? gzipSync(text, { level: 6 }) : text);

/** Whether each line is an event, or a group of them, in plain text. @param {Form} form */
export const hasLines = (form) => WRITERS[form].parse !== undefined;

/** A line as a program without this tool would read it: one event or a group. @param {Form} form @param {string} line */
export const parsed = (form, line) => WRITERS[form].parse?.(line);

/** Whether a log keeps the event as a text inside other JSON, or behind other text. @param {Form} form */
export const isEnvelope = (form) => WRITERS[form].envelope === true;
