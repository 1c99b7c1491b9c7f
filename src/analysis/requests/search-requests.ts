/** What is asked about a query that somebody writes, and what is answered. */
import * as z from 'zod/mini';
import { request } from '../../rpc/requests.js';
import { LONGEST_QUERY } from '../../lives/query/language/syntax.js';

/** Nobody's zone has changed its offset more often. */
const MOST_CHANGES = 10_000;
const ZoneOffset = z.object({ from: z.number(), offset: z.number() });

/** A query, and what its times mean: µs that who asks adds to UTC, from each time on where that changes; 0 by default. */
export const Search = z.strictObject({
  text: z.string().check(z.maxLength(LONGEST_QUERY)),
  zone: z.optional(z.union([z.number(), z.array(ZoneOffset).check(z.maxLength(MOST_CHANGES))])),
});
export type Search = z.infer<typeof Search>;

/** Whether two queries find the same in the same log. */
export const isSameSearch = (one: Search, other: Search): boolean =>
  one.text === other.text && JSON.stringify(one.zone) === JSON.stringify(other.zone);

/** Why a query cannot be understood: in words, and where, in UTF-16 units. */
export const SearchProblem = z.object({
  message: z.string(),
  from: z.number(),
  to: z.number(),
  /** Who goes on writing may well mend it. */
  unfinished: z.boolean(),
});
export type SearchProblem = z.infer<typeof SearchProblem>;

/** How a query can go on. */
export const Completions = z.object({
  /** What an item stands in the place of. */
  from: z.number(),
  to: z.number(),
  items: z.readonly(z.array(z.object({ text: z.string(), about: z.string() }))),
});
export type Completions = z.infer<typeof Completions>;

const Checked = z.object({ ...Completions.shape, problem: z.nullable(SearchProblem) });
export type Checked = z.infer<typeof Checked>;

export const SEARCH_REQUESTS = {
  /** What may stand at a place of a query, and whether it can be understood. */
  complete: request({ revision: z.int(), search: Search, cursor: z.int().check(z.nonnegative()) }, Checked),
};
