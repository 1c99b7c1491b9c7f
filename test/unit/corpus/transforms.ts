/** Other ways to write, carry and disturb one log: whatever they do to the bytes, the verdicts stay the same. */
import { write, type Exact, type Writing } from './exact-json.js';
import type { Random } from './random.js';

/** Names of the wrappers, see {@link WRAPPERS}. */
export type Wrapper =
  'none' | 'mosquitto' | 'docker' | 'kubectl' | 'journald' | 'gelf' | 'elasticsearch' | 'loki' | 'docker-file';

/** How a log is written. */
export interface Form {
  readonly container: 'lines' | 'concatenated' | 'groups' | 'one-array';
  readonly wrapper: Wrapper;
  readonly indent: number;
  readonly eol: '\n' | '\r\n';
  /** Between one value and the next. */
  readonly separator: '' | ' ' | '\0' | '\n\n' | ',\n';
  readonly bom: boolean;
  /** Keys in any order, as after `jq -S` or a database. */
  readonly mixedKeys: boolean;
  /** Some characters of strings as \uXXXX, also in keys. */
  readonly escapes: boolean;
}

const writingOf = (form: Form, random: Random): Writing => ({
  indent: form.indent,
  eol: form.eol,
  space: random.pick(['', ' ']),
  order: form.mixedKeys ? (keys) => random.shuffled(keys) : (keys) => keys,
  string: form.escapes ? (text) => escaped(text, random) : (text) => JSON.stringify(text),
});

function escaped(text: string, random: Random): string {
  const plain = JSON.stringify(text);
  return plain.replace(/(?<!\\)[a-z_]/g, (c) =>
    random.chance(0.1) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c,
  );
}

/** The values of a log, written and wrapped: pieces that each can stand alone, with what separates them inside. */
export function pieces(events: readonly Exact[], form: Form, random: Random): string[] {
  const writing = writingOf(form, random);
  // A tool that stamps lines or escapes them takes one line for one message.
  const { wrapper } = form;
  const oneLine = wrapper === 'docker-file' || wrapper === 'loki';
  const texts = grouped(events, form.container, random).map((value) =>
    write(value, oneLine ? { ...writing, indent: 0 } : writing),
  );
  return WRAPPERS[wrapper](texts, form, random);
}

export function log(events: readonly Exact[], form: Form, random: Random): string {
  return (form.bom ? '\ufeff' : '') + pieces(events, form, random).join('');
}

function grouped(events: readonly Exact[], container: Form['container'], random: Random): Exact[] {
  if (container === 'one-array') return [events];
  if (container !== 'groups') return [...events];
  const groups: Exact[] = [];
  for (let from = 0; from < events.length;) {
    const size = 1 + random.below(20);
    groups.push(events.slice(from, from + size));
    from += size;
  }
  return groups;
}

/** Every line of a text with a prefix that differs from line to line. */
const prefixed = (text: string, eol: string, prefix: () => string): string =>
  text
    .split(eol)
    .map((line) => prefix() + line + eol)
    .join('');

/** RFC 3339 with nanoseconds as Go writes it: zeros at the end are dropped. */
const nanoStamp = (random: Random): string =>
  `2026-11-23T07:${String(10 + random.below(50))}:${String(10 + random.below(50))}.${String(random.below(1e9)).padStart(9, '0').replace(/0+$/, '')}Z`;

/** Puts wrapping around texts of values. */
const WRAPPERS: Readonly<Record<Wrapper, (texts: readonly string[], form: Form, random: Random) => string[]>> = {
  none: (texts, { container, eol, separator }) => texts.map((text) => text + (container === 'lines' ? eol : separator)),
  mosquitto: (texts, { eol }, random) =>
    texts.map((text) => `/janus/events/${random.pick(['sessions', 'handles', 'core', 'transports'])} ${text}${eol}`),
  docker: (texts, { eol }, random) => texts.map((text) => prefixed(text, eol, () => `${nanoStamp(random)} `)),
  kubectl: (texts, { eol }, random) =>
    texts.map((text) => prefixed(text, eol, () => `[pod/janus-7f9c/events] ${nanoStamp(random)} `)),
  journald: (texts, { eol }, random) =>
    texts.map((text) =>
      prefixed(
        text,
        eol,
        () => `Nov 23 07:${String(10 + random.below(50))}:${String(10 + random.below(50))} sfu-1 janus-sink[4711]: `,
      ),
    ),
  gelf: (texts, _form, random) =>
    texts.map(
      (text) =>
        `{"timestamp":1795417497.${String(random.below(1e7))},"host":"janus","version":"1.1","level":1,"short_message":"Core","full_message":${text}}\0`,
    ),
  elasticsearch: (texts) => [
    '{"took":3,"timed_out":false,"hits":{"total":{"value":1,"relation":"eq"},"hits":[',
    ...texts.map(
      (text, k) => `${k === 0 ? '' : ','}{"_index":"janus-2026","_id":"A${String(k)}","_score":1.0,"_source":${text}}`,
    ),
    ']}}\n',
  ],
  loki: (texts) => [
    '{"streams":[{"stream":{"job":"janus","level":"info"},"values":[',
    ...texts.map((text, k) => `${k === 0 ? '' : ','}["1795417497${String(428430000 + k)}",${JSON.stringify(text)}]`),
    ']}]}\n',
  ],
  'docker-file': (texts, _form, random) =>
    texts.map((text) => `{"log":${JSON.stringify(`${text}\n`)},"stream":"stdout","time":"${nanoStamp(random)}"}\n`),
};

/** A clock that goes back by more than this was set back; threads are not that far apart, µs. */
const STEP = 1_000_000;

/**
 * Events moved by up to 11 ms against each other, as Janus' threads hand them over. Where a clock was set back, what
 * came after it stays behind what came before it.
 */
export function outOfOrder(events: readonly Exact[], random: Random): Exact[] {
  let latest = -Infinity;
  let step = 0;
  return events
    .map((event) => {
      const told = timeOf(event);
      if (told < latest - STEP) {
        step++;
        latest = told;
      } else latest = Math.max(told, latest);
      return { event, step, at: told + random.below(11_001) };
    })
    .sort((a, b) => a.step - b.step || a.at - b.at)
    .map(({ event }) => event);
}

export const timeOf = (event: Exact): number => Number((event as { timestamp: { text: string } }).timestamp.text);

export const typeOf = (event: Exact): number => Number((event as { type: { text: string } }).type.text);

/** Something between two pieces of a log that is no event. Half an event is taken from `events`. */
export function garbage(events: readonly Exact[], random: Random): Uint8Array {
  const text = (): string => {
    switch (random.below(8)) {
      case 0:
        return '[WARN] reconnecting to the broker in 2s...';
      case 1:
        return random.pick([
          '{',
          '}',
          '[',
          ']',
          '"',
          '\\',
          '"{',
          '{"',
          '}}',
          '{"a":',
          '"a":{',
          '{"event":{',
          '{]',
          '[}',
        ]);
      case 2: {
        // Half a session event may be the one that is looked for, so any other.
        const whole = write(random.pick(events.filter((event) => typeOf(event) !== 1)));
        return whole.slice(0, random.below(whole.length));
      }
      case 3: {
        const whole = write(random.pick(events.filter((event) => typeOf(event) !== 1)));
        return whole.slice(1 + random.below(whole.length - 1));
      }
      case 4:
        return '{"status":"connected","eventhandler":"janus.eventhandler.mqttevh"}';
      case 5:
        return `level=info msg="said \\"hello\\" {not json}" n=${String(random.below(1000))}`;
      case 6:
        return 'grüße 🙂 \u001b[31mred\u001b[0m';
      default:
        return '';
    }
  };
  if (random.chance(0.2)) return Uint8Array.from({ length: 1 + random.below(64) }, () => random.below(256));
  return new TextEncoder().encode(text());
}
