/** JSON that keeps typed arrays: between the tests' process and the page there is nothing else. */

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array };
type Name = keyof typeof ARRAYS;

export function toTypedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part;
    return { typed: part.constructor.name, values: [...(part as Uint8Array)] };
  });
}

export function fromTypedJson(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    const { typed, values } = (part ?? {}) as { typed?: Name; values?: number[] };
    // NaN and infinities are null in JSON: a gap, in every column that may have one.
    return typed === undefined || values === undefined
      ? part
      : ARRAYS[typed].from(values.map((each) => (each as number | null) ?? NaN));
  });
}
