/**
 * How the bodies of HTTP requests are laid out (`janus_http.c` tells of each as an event of type 128), for the kernel: a list
 * of steps, each a byte that says what stands next in every one. `kernel/requests.ts` reads them and imports this file as
 * well: nothing but whole numbers stands here.
 */

/** The same bytes in each: their number in the next two bytes, the lower first, then they. 0 is no step. */
export const SAME = 1;
/** What is between the quotes of the id, */
export const ID = 2;
/** of the IP address, */
export const ADDRESS = 3;
/** of another string; */
export const OTHER_TEXT = 4;
/** a number as Janus writes it, without sign and fraction; */
export const NUMBER = 5;
/** the end of the body. */
export const END = 6;

/** Layouts that are tried, and the room for the steps of one, bytes. */
export const LAYOUTS = 4;
export const LAYOUT_ROOM = 512;
