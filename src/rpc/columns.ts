/** Typed arrays as parts of requests and answers: they cross as they are, where lists of numbers would cross as text. */
import * as z from 'zod/mini';

export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
export const uint32s = z.custom<Uint32Array>((value) => value instanceof Uint32Array);
export const int32s = z.custom<Int32Array>((value) => value instanceof Int32Array);
export const float32s = z.custom<Float32Array>((value) => value instanceof Float32Array);
export const float64s = z.custom<Float64Array>((value) => value instanceof Float64Array);
