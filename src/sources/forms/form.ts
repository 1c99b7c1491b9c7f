/** A way in which a log can be encoded, quoted or split, and how it is undone. */
import { eventsInAll, type Head } from './head.js';

export interface Form {
  /** What the form of a log is called with it, such as "UTF-16" or "in CRI records". */
  readonly name: string;
  /** The same in the language of the moment; without, the name is the same in all. */
  readonly words?: () => string;
  /** Whether a log that begins so is in this form. */
  fits(head: Head): boolean;
  /** Begins to undo it, for a log that begins so. */
  decoding(head: Head): Decoding;
}

/**
 * Undoes a form, whatever cuts the bytes come in. Line breaks stay where they are, as many as there are, so that the number
 * of a line is the same before and after.
 */
export interface Decoding {
  /** The text of the next bytes, as far as it can be told; valid until the next call. */
  push(bytes: Uint8Array): Uint8Array;
  /** What was still held when the log ends. */
  end(): Uint8Array;
}

/** A log whose events can be read as it is needs no form, unless more of them can be read with it. */
export const reads = (form: Omit<Form, 'fits'>, head: Head): boolean => head.eventsInAll === 0 || readsMore(form, head);

/**
 * Whether more events can be read with a form than without. Those in the value that the head breaks off in count on both
 * sides: a form that opens its records reads the last one sooner.
 */
export const readsMore = (form: Omit<Form, 'fits'>, head: Head): boolean =>
  eventsInAll(form.decoding(head).push(head.bytes)) > head.eventsInAll;
