/** `janus-events listen`: live sources into a capture file, without an editor. */
import * as l10n from '@vscode/l10n';
import { Capture, type CaptureEnd } from '../live/capture/capture.js';
import { partsOf } from '../live/capture/capture-rotation.js';
import { SourceProblem, type LiveSource } from '../live/live-source.js';
import { readListenArguments, type ListenRequest } from './listen-arguments.js';
import { Status } from './status.js';
import { speak, type Speech } from '../words/language.js';
import { plural, size } from '../words/numbers.js';
import { listenUsage } from './usage.js';

// One bundle has the clients and servers of all protocols: the thread of a live session in an editor finds itself there.
export { runLiveThread } from '../live/session/live-thread.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What listening has come to. */
export interface Listened {
  /** The files to report on, oldest first; null if no report is wanted. */
  readonly logs: string[] | null;
  /** What was captured is not all on the disk. */
  readonly failed: boolean;
}

/**
 * Listens until the process is told to stop. Throws UsageError, and {@link SourceProblem} if something cannot start or every
 * source has failed.
 */
export async function listen(
  args: readonly string[],
  write: (pieces: Iterable<string>) => Promise<void>,
  spoken: Speech | null,
): Promise<Listened> {
  speak(spoken);
  const request = readListenArguments(args);
  if (request === 'help') {
    await write([listenUsage()]);
    return { logs: null, failed: false };
  }
  const sources = await request.sources(process.env);
  // A terminal that was closed is no reason to stop.
  process.stderr.on('error', () => undefined);
  const status = new Status(process.stderr);
  const capture = await openCapture(request, status);
  let end: CaptureEnd;
  try {
    await run(sources, capture, status);
  } finally {
    await Promise.all(sources.map((source) => source.stop()));
    status.end();
    end = await capture.close();
  }
  status.say(captured(capture, end, request.out));
  if (capture.problem !== null)
    status.say(l10n.t('The events that came last are not captured: {0} could not be written to the end.', request.out));
  const failed = capture.problem !== null || (end.place === 'deleted' && capture.counts.events > 0);
  if (!request.reportOnExit) return { logs: null, failed };
  const parts = (await partsOf(request.out)).map(({ path }) => path);
  return { logs: end.place === 'there' ? [...parts, request.out] : parts, failed };
}

/** What was captured, and where it is. */
function captured({ counts: { events, bytes } }: Capture, { place, isWhole }: CaptureEnd, out: string): string {
  if (place !== 'there')
    return plural(
      events,
      place === 'deleted'
        ? l10n.t(
            '{0} event, {1}, was captured, but {2} was deleted.|{0} events, {1}, were captured, but {2} was deleted.',
          )
        : l10n.t(
            '{0} event, {1}, was captured, but {2} was moved away.|{0} events, {1}, were captured, but {2} was moved away.',
          ),
      size(bytes),
      out,
    );
  return plural(
    events,
    isWhole
      ? l10n.t('{0} event, {1}, was added to {2}.|{0} events, {1}, were added to {2}.')
      : l10n.t(
          '{0} event, {1}, was captured, but is no longer in {2}: it was deleted, moved away or cut meanwhile.|{0} events, {1}, were captured, but not all are in {2}: it was deleted, moved away or cut meanwhile.',
        ),
    size(bytes),
    out,
  );
}

function openCapture({ out, fsync, maxSize, maxTotal }: ListenRequest, status: Status): Promise<Capture> {
  const notice = (message: string): void => {
    status.say(message);
  };
  return Capture.open({ path: out, fsync, maxSize, maxTotal, notice });
}

/** Starts the sources and waits for a signal. A second one ends the process at once. */
async function run(sources: readonly LiveSource[], capture: Capture, status: Status): Promise<void> {
  let failed: (problem: SourceProblem) => void = () => undefined;
  const allFailed = new Promise<never>((_, reject) => {
    failed = reject;
  });
  allFailed.catch(() => undefined);
  const told = new Promise<void>((resolve) => {
    let before = false;
    for (const signal of SIGNALS)
      process.on(signal, () => {
        if (before) process.exit(130);
        before = true;
        resolve();
      });
  });
  status.begin(capture);
  const starting = sources.map((source) =>
    source.start(capture, {
      state(state) {
        status.changed(source, state);
        if (state.kind === 'failed' && status.allFailed)
          failed(new SourceProblem(l10n.t('Nothing is left to take events from.')));
      },
      notice(message) {
        status.say(message);
      },
    }),
  );
  const started = Promise.all(starting);
  // A source that could not start is reported; a signal may come before all have started.
  started.catch(() => undefined);
  await Promise.race([told, started]);
  await Promise.race([told, allFailed]);
}
