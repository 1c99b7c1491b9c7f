// Tells requests over HTTP by the layout of their bodies. A server with sessions over HTTP says little else: each poll is one.
import { ADDRESS, END, ID, LAYOUT_ROOM, LAYOUTS, NUMBER, OTHER_TEXT, SAME } from '../../request-layout';
import { QUOTE } from './bytes';
import { isSame, stringStop } from './tokens';

/** The steps of each, see `request-layout.ts`; none where the first is 0. Whoever runs the kernel fills it. */
const STEPS = memory.data(LAYOUTS * LAYOUT_ROOM);
export const requestLayouts: usize = STEPS;

/** Behind a call of {@link isRequest} that found one: where its id begins, and its IP address; 0 for none. */
export let idAt: usize = 0;
export let addressAt: usize = 0;

/** Digits of a number that a double holds exactly, whatever they are. */
const EXACT_DIGITS: usize = 15;

/** Whether the body from `start` to before `end` is laid out as one of the requests that are known. */
export function isRequest(start: usize, end: usize): bool {
  for (let k: usize = 0; k < <usize>LAYOUTS; k++) {
    const steps = STEPS + k * LAYOUT_ROOM;
    if (load<u8>(steps) == 0) return false;
    if (isLaidOut(start, end, steps)) return true;
  }
  return false;
}

function isLaidOut(start: usize, end: usize, steps: usize): bool {
  let at = start;
  let step = steps;
  idAt = addressAt = 0;
  while (true) {
    const kind = load<u8>(step++);
    if (kind == <u8>SAME) {
      const length = <usize>load<u16>(step);
      step += 2;
      if (!isSame(at, step, length)) return false;
      step += length;
      at += length;
    } else if (kind == <u8>NUMBER) {
      at = numberEnd(at);
      if (at == 0) return false;
    } else if (kind == <u8>ID || kind == <u8>ADDRESS || kind == <u8>OTHER_TEXT) {
      const text = at;
      at = stringStop(at);
      if (load<u8>(at) != QUOTE) return false;
      if (kind == <u8>OTHER_TEXT) continue;
      for (let k = text; k < at; k++) if (load<u8>(k) >= 0x80) return false;
      if (kind == <u8>ID) idAt = text;
      else addressAt = text;
    } else return kind == <u8>END && at == end;
  }
}

/** Address behind the digits at `at`; 0 where they are none, too many, or begin with a zero. */
function numberEnd(at: usize): usize {
  let end = at;
  while (load<u8>(end) - 0x30 < 10) end++;
  const digits = end - at;
  return digits == 0 || digits > EXACT_DIGITS || (digits > 1 && load<u8>(at) == 0x30) ? 0 : end;
}
