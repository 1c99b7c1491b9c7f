/** Teaches the kernel how requests over HTTP are laid out in a log, so that it tells those that follow. */
import { areEqual } from '../alike-records/alike-layouts.js';
import { newTransportReader } from '../bodies.js';
import { BODY, KIND, REQUEST, SLOT, START, TEXTS, WORDS } from '../record.js';
import { ADDRESS, END, ID, LAYOUT_ROOM, LAYOUTS, NUMBER, OTHER_TEXT, SAME } from '../request-layout.js';
import { EventType, HTTP_TRANSPORT } from '../types.js';
import { UNUSUAL } from '../usual-bodies/cursor.js';
import { ID_TEXT, SKIPPED_NUMBER, SKIPPED_TEXT, TEXT_VALUE } from '../usual-bodies/layout.js';
import type { Variable } from '../usual-bodies/layout.js';
import type { Kernel } from './kernel.js';

/** Of a record's {@link KIND}: type and subtype, which events of transports have none of. */
const TYPE_AND_SUBTYPE = 0xffffff;
/** Events of transports that are not looked at, at most, after one that is no such request. */
const LONGEST_REST = 63;

export class TaughtRequests {
  private readonly read = newTransportReader();
  private readonly taught: Uint8Array[] = [];
  private rest = 0;
  private nextRest = 1;

  constructor(private readonly kernel: Kernel) {}

  /**
   * Looks for a request that the kernel does not know among its first `count` records; addresses are indexes of `texts`. Those
   * behind it may be like it: the kernel knows them when it is called again.
   */
  learn(words: Uint32Array, texts: Uint8Array, count: number): void {
    for (let at = 0; at < count * WORDS && this.taught.length < LAYOUTS; at += WORDS)
      if ((words[at + KIND]! & TYPE_AND_SUBTYPE) === EventType.transport && (words[at + SLOT]! & REQUEST) === 0)
        if (this.teaches(words, texts, at)) return;
  }

  private teaches(words: Uint32Array, texts: Uint8Array, at: number): boolean {
    if (this.rest-- > 0) return false;
    const shift = words[at + TEXTS] === 0 ? 0 : words[at + TEXTS]! - 1 - words[at + START]!;
    const layout = this.layoutOf(texts, words[at + BODY]! + shift, words[at + BODY + 1]! + shift);
    // One that was taught and is not taken has a number of another form, and so may all that follow.
    const isNew = layout !== null && !this.taught.some((known) => areEqual(known, layout));
    this.rest = isNew ? 0 : this.nextRest;
    this.nextRest = isNew ? 1 : Math.min(2 * this.nextRest, LONGEST_REST);
    if (!isNew) return false;
    const { memory, requestLayouts } = this.kernel;
    new Uint8Array(memory.buffer).set(layout, requestLayouts.value + this.taught.length * LAYOUT_ROOM);
    this.taught.push(layout);
    return true;
  }

  /** The steps of a request whose body stands from `start` to before `end`; null for every other body. */
  private layoutOf(texts: Uint8Array, start: number, end: number): Uint8Array | null {
    const variables: Variable[] = [];
    const body = this.read(texts, start, end, variables);
    if (body === UNUSUAL || body.transport !== HTTP_TRANSPORT || body.data.event !== 'request') return null;
    const steps: number[] = [];
    const same = (from: number, to: number): void => {
      steps.push(SAME, (to - from) & 0xff, (to - from) >> 8);
      for (let k = from; k < to; k++) steps.push(texts[k]!);
    };
    const asked = variables.filter(({ holder }) => holder !== null);
    // The id and the address, each once: of a member that stands there twice the last one counts.
    if (asked.length > 2 || asked.some(({ holder, kind }) => holder !== (kind === ID_TEXT ? body : body.data)))
      return null;
    if (asked.filter(({ kind }) => kind === ID_TEXT).length !== 1) return null;
    let from = start;
    for (const variable of variables) {
      const step = stepOf(variable);
      // A number as an id.
      if (step === null) return null;
      if (variable.start - from > LAYOUT_ROOM) return null;
      same(from, variable.start);
      steps.push(step);
      from = variable.end;
    }
    if (end - from > LAYOUT_ROOM) return null;
    same(from, end);
    steps.push(END);
    return steps.length <= LAYOUT_ROOM ? Uint8Array.from(steps) : null;
  }
}

/** The step of a value; null where the kernel knows none. Of all that is asked for only the id and the address change. */
function stepOf({ kind }: Variable): number | null {
  if (kind === ID_TEXT) return ID;
  if (kind === TEXT_VALUE) return ADDRESS;
  if (kind === SKIPPED_TEXT) return OTHER_TEXT;
  return kind === SKIPPED_NUMBER ? NUMBER : null;
}
