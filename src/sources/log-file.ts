/** Reads the text of a log from a file or standard input, whatever form it is kept in. Node only. */
import { fileBytes, type ReadOptions } from './file-bytes.js';
import { newReadState, textOfRaw, type ReadState } from './log-text.js';
import { LogUnreadable, unreadable } from './unreadable.js';

export { newReadState, type ReadState } from './log-text.js';
export { LogUnreadable, unreadable } from './unreadable.js';

/**
 * The text of the log at `path`, `-` for standard input, in chunks that are valid until the next one. `state` tells which
 * forms were taken off. Throws {@link LogUnreadable}; ends early when the signal is aborted.
 */
export async function* readLog(path: string, state: ReadState, options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
  const isFile = path !== '-';
  const raw = isFile ? fileBytes(path, state, options) : readStream(process.stdin, state);
  try {
    yield* textOfRaw(raw, state, isFile ? () => fileBytes(path, newReadState(), {}) : null);
  } catch (error) {
    throw error instanceof LogUnreadable ? error : unreadable(path, error);
  }
}

async function* readStream(stream: NodeJS.ReadableStream, state: ReadState): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    state.read += chunk.length;
    yield chunk;
  }
}
