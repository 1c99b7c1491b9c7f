/**
 * Reads bodies as Janus itself writes them (jansson, all three ways of formatting), without making values that nobody asks
 * for. A busy server without media says little but such bodies: there JSON.parse with a schema takes most of the time.
 *
 * What is asked for comes from the zod schema, which stays the reference: everything out of the ordinary (escapes, letters
 * beyond ASCII where a text is asked for, `null`, keys of another spelling, numbers that are no plain integers, what is
 * missing or damaged) is left to it. So both tell the same, which `usual-bodies.test.ts` holds.
 *
 * Most bodies are laid out like one before: see `layout.ts`. The others are read member by member.
 */
import type * as z from 'zod/mini';
import { Cursor, UNUSUAL } from './cursor.js';
import { Layout, type Variable } from './layout.js';
import { shapeOf, type Marked, type Shape } from './shape.js';

/** Layouts that are tried; of the kinds of events that decide something few have more. */
const MOST_LAYOUTS = 8;
/** Once there are so many, one of this many other bodies takes the place of the one that is of least use. */
const OTHERS_FOR_A_PLACE = 64;

/**
 * A reader of bodies of that schema: `json` from `start` to `end`. {@link UNUSUAL}: ask the schema. What it reads is valid
 * until it reads the next. `marked` are the schemas of ids and words in it.
 */
export function usualReader<T>(
  schema: z.ZodMiniType<T>,
  marked: Marked,
): (json: Uint8Array, start: number, end: number) => T | typeof UNUSUAL {
  const bodies = new UsualBodies(shapeOf(schema, marked));
  return (json, start, end) => bodies.read(json, start, end) as T | typeof UNUSUAL;
}

/** The same for who asks where the values stand that bodies laid out alike have others of: `variables` takes them. */
export function variablesReader<T>(
  schema: z.ZodMiniType<T>,
  marked: Marked,
): (json: Uint8Array, start: number, end: number, variables: Variable[]) => T | typeof UNUSUAL {
  const shape = shapeOf(schema, marked);
  const cursor = new Cursor();
  return (json, start, end, variables) => cursor.body(json, start, end, shape, variables) as T | typeof UNUSUAL;
}

class UsualBodies {
  private readonly cursor = new Cursor();
  private readonly layouts: Layout[] = [];
  private others = 0;
  /** Of the memory that the last body stood in, a log's bytes or a batch. */
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor(private readonly shape: Shape) {}

  read(json: Uint8Array, start: number, end: number): object | typeof UNUSUAL {
    if (this.view.buffer !== json.buffer) this.view = new DataView(json.buffer);
    const { layouts } = this;
    for (let k = 0; k < layouts.length; k++) {
      const layout = layouts[k]!;
      const value = layout.read(json, this.view, start, end);
      if (value === null) continue;
      // Those that are of use move to the front: the last one is the first to go.
      if (k > 0) [layouts[k - 1], layouts[k]] = [layout, layouts[k - 1]!];
      return value;
    }
    const variables: Variable[] = [];
    const value = this.cursor.body(json, start, end, this.shape, variables);
    if (value === UNUSUAL) return UNUSUAL;
    const isFull = layouts.length === MOST_LAYOUTS;
    if (isFull && ++this.others < OTHERS_FOR_A_PLACE) return value;
    const layout = Layout.of(json, start, end, variables, value);
    if (layout === null) return value;
    this.others = 0;
    if (isFull) layouts.pop();
    layouts.push(layout);
    return value;
  }
}
