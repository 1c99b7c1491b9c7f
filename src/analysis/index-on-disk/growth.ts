/** When a log that is kept is kept again. */

/** A log that was kept is kept again when it has grown by this share. */
const GROWTH = 1 / 8;

/** Whether logs of which `kept` bytes are kept have so many now that they are to be kept again. */
export const hasGrownMuch = (kept: number, bytes: number): boolean => bytes - kept > kept * GROWTH;
