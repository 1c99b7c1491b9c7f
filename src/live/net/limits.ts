/** What a listener accepts at most, so that no peer can exhaust it. Bytes and ms. */

/** One message, as it comes and uncompressed. Groups of 100 events with their SDPs stay below a tenth of it. */
export const MOST_MESSAGE = 16 * 1024 * 1024;
/** All messages of all sources that are being read or written, together, as they came and uncompressed. */
export const MOST_HELD = 128 * 1024 * 1024;
/** About what a piece of a message occupies besides its bytes: pieces of one byte would fill the memory unseen. */
export const PIECE_COST = 192;
/** About what a message of a broker occupies besides its bytes while it is being written. */
export const MESSAGE_COST = 1024;
/** Messages without acknowledgement that are being written; above it nothing more is read. */
export const MOST_UNACKNOWLEDGED = 8 * 1024 * 1024;
export const MOST_CONNECTIONS = 1024;
export const MOST_HEADER = 16 * 1024;
/** For a request's header, for all of it, and between requests. */
export const HEADER_TIME = 10_000;
export const REQUEST_TIME = 30_000;
export const IDLE_TIME = 75_000;
/** How long a request is left waiting while the capture cannot be written: sampleevh gives up after 10 s itself. */
export const WAIT_TIME = 15_000;
/** How long the peers have to finish when a listener stops. */
export const STOP_TIME = 5_000;
/** Between two pings of a WebSocket; one that did not answer the last is gone. */
export const PING_TIME = 30_000;
