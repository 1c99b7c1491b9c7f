import * as l10n from '@vscode/l10n';
import type { Wrapping } from '../../events/header.js';
import { formWords } from '../../sources/forms/registry.js';
import { list } from '../../words/sentences.js';

/** The form of a log in words, such as "indented JSON arrays, after line prefixes, gzip". */
export function formatName(log: {
  readonly events: number;
  readonly lines: number;
  readonly indented: boolean;
  readonly array: boolean;
  /** Forms that were taken off before the events could be found, outermost first. */
  readonly forms: readonly string[];
  readonly wrappings: Readonly<Record<Wrapping, number>>;
}): string {
  if (log.events === 0) return list([l10n.t('no Janus events'), ...log.forms.toReversed().map(formWords)]);
  const base = log.indented
    ? l10n.t('indented JSON')
    : log.array
      ? 'JSON'
      : log.lines >= log.events
        ? l10n.t('JSON Lines')
        : l10n.t('concatenated JSON');
  const parts = [log.array ? l10n.t('{0} arrays', base) : base];
  const { prefix, envelope, string } = log.wrappings;
  if (prefix * 2 > log.events) parts.push(l10n.t('after line prefixes'));
  if (envelope * 2 > log.events) parts.push(l10n.t('in envelopes'));
  if (string * 2 > log.events) parts.push(l10n.t('escaped in strings'));
  return list([...parts, ...log.forms.toReversed().map(formWords)]);
}

/** The form of a server log that tells of no session. */
export const noServerSessions = (): string => l10n.t('no sessions of a Janus server log');

const OPEN_BRACKET = 0x5b;
/** What an array of events, or of arrays of them, goes on with: the tag of a log message does with a word. */
const ELEMENTS = new Set([0x7b, 0x5b, 0x5d, 0x22]);

/** Whether a log begins as an array does, from the pieces of its beginning. */
export class Beginning {
  private readonly bytes: number[] = [];

  /** Takes the next bytes, as long as they are needed. */
  note(bytes: Uint8Array): void {
    for (let i = 0; this.bytes.length < 2 && i < bytes.length; i++) {
      const c = bytes[i]!;
      // White space and the byte order mark are passed over.
      if (c > 0x20 && c < 0x80) this.bytes.push(c);
    }
  }

  get isArray(): boolean {
    const [first, second] = this.bytes;
    return first === OPEN_BRACKET && ELEMENTS.has(second ?? OPEN_BRACKET);
  }
}
