import * as z from 'zod/mini';

/** Paths of PEM files. */
export const ClientTls = z.strictObject({
  /** Certificates of the authorities that may have signed the broker's, instead of the well-known ones. */
  ca: z.optional(z.string()),
  /** Our own certificate and its key, where the broker wants one. */
  own: z.optional(z.strictObject({ cert: z.string(), key: z.string() })),
});
export type ClientTls = z.output<typeof ClientTls>;
