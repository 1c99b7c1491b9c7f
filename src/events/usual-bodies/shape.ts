/** What is asked for of a body, out of its zod schema. */
import type * as z from 'zod/mini';

/**
 * What a value must be. `word`: a text, one of the few that Janus itself writes there. `id`: a text, or a number that is kept
 * as text.
 */
type Kind = 'text' | 'word' | 'id' | 'number' | 'boolean' | Shape;

export interface Field {
  readonly key: string;
  readonly kind: Kind;
  readonly optional: boolean;
  /** The text that came last, '' where none has: mostly it comes again. */
  last: string;
}

/** An object, and which of its members are asked for. */
export interface Shape {
  readonly fields: readonly Field[];
  /** By place in the object: the key that came there first, and mostly comes again. */
  readonly foreseen: Key[];
}

/** A key as it was written, from its quote to its colon; no field where nobody asks for its value. */
interface Key {
  readonly text: string;
  readonly field: Field | null;
}

/** The schemas of ids and of words: nothing but that they are these tells them from others. */
export interface Marked {
  readonly id: z.ZodMiniType;
  readonly word: z.ZodMiniType;
}

/** The shape that a schema of an object asks for. @throws Error for a part of a kind that no body has */
export const shapeOf = (schema: z.ZodMiniType, marked: Marked): Shape => kindOf(schema, marked) as Shape;

function kindOf(schema: z.ZodMiniType, marked: Marked): Kind {
  if (schema === marked.id) return 'id';
  if (schema === marked.word) return 'word';
  const { def } = schema;
  if (def.type === 'string') return 'text';
  if (def.type === 'number' || def.type === 'boolean') return def.type;
  if (def.type === 'nullable') return kindOf((schema as z.ZodMiniNullable<z.ZodMiniType>).def.innerType, marked);
  if (def.type !== 'object') throw new Error(`A body cannot hold ${def.type}.`);
  const fields = Object.entries((schema as z.ZodMiniObject).def.shape).map(([key, member]): Field => {
    const optional = (member as z.ZodMiniType).def.type === 'optional';
    const inner = optional ? (member as z.ZodMiniOptional<z.ZodMiniType>).def.innerType : (member as z.ZodMiniType);
    return { key, kind: kindOf(inner, marked), optional, last: '' };
  });
  return { fields, foreseen: [] };
}
