/** What most tools are asked with. */
import * as z from 'zod/mini';

export const logInput = z
  .string()
  .check(z.minLength(1), z.maxLength(4096), z.describe('The log: a name that janus_logs gives, or a path.'));

export const sessionInput = z
  .string()
  .check(
    z.regex(/^\d{1,20}$/),
    z.describe('The id of the session, digits as a string: ids are larger than numbers can be.'),
  );

export const serverInput = z.optional(
  z.string().check(z.maxLength(256), z.describe('The name of the server, where several have a session of this id.')),
);

export const instanceInput = z.optional(
  z
    .int()
    .check(
      z.positive(),
      z.describe('Which one, from 1 on, where a server has used the id again after a session of it had ended.'),
    ),
);

/** How many of a list come in one answer, and where it begins. */
export const pageInput = (most: number, usual: number) => ({
  limit: z._default(z.int().check(z.positive(), z.lte(most), z.describe('How many at most.')), usual),
  from: z._default(z.int().check(z.nonnegative(), z.describe('Number of the first one, from 0 on.')), 0),
});
