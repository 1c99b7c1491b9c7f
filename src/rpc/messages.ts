/** What crosses for a request, in both directions. */
import * as z from 'zod/mini';

const id = z.int().check(z.nonnegative());

/** To the side that answers. */
export const TO_ANSWERER = [
  z.object({ type: z.literal('request'), id, request: z.unknown() }),
  z.object({ type: z.literal('cancel'), id }),
] as const;
export const ToAnswerer = z.discriminatedUnion('type', TO_ANSWERER);
export type ToAnswerer = z.infer<typeof ToAnswerer>;

/** `outdated` and `cancelled` are no faults: see `Outdated` and `Cancelled`. */
export const Refusal = z.enum(['failed', 'outdated', 'cancelled']);
export type Refusal = z.infer<typeof Refusal>;

/** Back to the side that asked. */
export const TO_CALLER = [
  z.object({ type: z.literal('news'), id, news: z.unknown() }),
  z.object({ type: z.literal('answer'), id, answer: z.unknown() }),
  z.object({ type: z.literal('refused'), id, refusal: Refusal, message: z.string() }),
] as const;
export const ToCaller = z.discriminatedUnion('type', TO_CALLER);
export type ToCaller = z.infer<typeof ToCaller>;
