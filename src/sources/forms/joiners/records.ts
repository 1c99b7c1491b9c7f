/**
 * Logs whose collector makes a JSON record of every line, or of every part of a line: Docker's json-file (16 KiB parts: a
 * record without a line break at its end goes on in the next), Fluent Bit, logcli and Loki, CloudWatch, journald, Splunk.
 * The texts of one member are put together again.
 */
import * as l10n from '@vscode/l10n';
import { colours } from '../decoders/colours.js';
import type { Form } from '../form.js';
import { eventsIn, Head } from '../head.js';
import { linesReversed } from './newest-first.js';
import { RecordTexts, type RecordMember } from './record-texts.js';
import { membersIn } from './record-members.js';

/** An event's key inside a string. */
const ESCAPED_KEY = /(?:\\"|\\u0022)(?:timestamp|session_id|emitter|event|type)(?:\\"|\\u0022)/;
const DOCKER = /^\{ ?"log": ?"(?:[^"\\\n]|\\.)*", ?"stream": ?"std(?:out|err)"/;
/** Every text as the numbers of its bytes, so that the first may be longer than a head: journald, of a program with colours. */
const BYTES = /"MESSAGE"\s?:\s?\[\s{0,16}\d{1,3}(?:,\s{0,16}\d{1,3}){16}/;
/** Of parts that are marked: Fluent Bit, Docker's drivers for fluentd and journald. */
const MARKED = /"(?:logtag|_p)":"[PF]"|"(?:partial_message|CONTAINER_PARTIAL_MESSAGE)":"true"/;
const ESCAPE = 0x1b;
/** Members whose texts are tried. */
const MOST_TRIED = 8;

const LOG: RecordMember = { key: 'log', breaks: true };
const MESSAGE: RecordMember = { key: 'MESSAGE', breaks: false };

/** The member that holds the log's lines; null where they are better read as they are. */
function memberOf(head: Head): RecordMember | null {
  if (DOCKER.test(head.text)) return LOG;
  if (!ESCAPED_KEY.test(head.text)) return BYTES.test(head.text) && !head.holdsEvents ? MESSAGE : null;
  const tried = membersIn(head.bytes)
    .slice(0, MOST_TRIED)
    .map((member) => ({ member, events: eventsWithin(new RecordTexts(member).push(head.bytes)) }))
    .sort((a, b) => b.events - a.events);
  const [best] = tried;
  if (best === undefined || best.events === 0) return null;
  return best.events > head.events || MARKED.test(head.text) ? best.member : null;
}

/** Events in text that may still be coloured, or have its newest line first. */
function eventsWithin(text: Uint8Array): number {
  const plain = text.includes(ESCAPE) ? colours.decoding(new Head(text)).push(text) : text;
  return eventsIn(plain) || eventsIn(linesReversed(plain));
}

export const records: Form = {
  name: 'in JSON records of lines',
  words: () => l10n.t('in JSON records of lines'),
  fits: (head) => memberOf(head) !== null,
  decoding: (head) => new RecordTexts(memberOf(head) ?? LOG),
};
