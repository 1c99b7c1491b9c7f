/** Ids that somebody has hidden: several sessions can then have one. */

/** Marks alone, or the words that are written instead. */
const MASKED =
  /^[[<({]*(?:[^\p{L}\p{N}]+|x{3,}|redacted|filtered|masked|hidden|removed|anonymi[sz]ed|confidential|secret|session[ _-]?id|id)[\])>}]*$/iu;
/** A part of it. */
const PARTLY = /\*{2,}|x{4,}|\.{3}|\u2026|\u2022{2,}|#{2,}/i;

export const isMasked = (id: string): boolean => MASKED.test(id) || PARTLY.test(id);
