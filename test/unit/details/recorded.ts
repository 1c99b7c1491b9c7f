/** Recorded logs with their analysis, as the worker has it. */
import { Analysis } from '../../../src/analysis/analysis.js';

export const ECHOTEST = 'test/corpus/1.1.2/webrtc-echotest/events.jsonl';
export const VIDEOROOM = 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl';

export async function analysed(source: string | Uint8Array): Promise<Analysis> {
  const analysis = new Analysis();
  const from =
    typeof source === 'string'
      ? { kind: 'file' as const, path: source }
      : { kind: 'bytes' as const, name: 'log', bytes: source };
  await analysis.run(from, () => undefined, new AbortController().signal);
  return analysis;
}

/** The ids of all sessions, in the order of the log. */
export async function idsOf(analysis: Analysis): Promise<string[]> {
  const { count } = await analysis.timelineLog();
  const rows = await Promise.all(Array.from({ length: count }, (_, session) => analysis.row(session)));
  return rows.map(({ id }) => id);
}

/** The number of the session with this id. */
export const numberOf = async (analysis: Analysis, id: string): Promise<number> => (await idsOf(analysis)).indexOf(id);

export const bytesOf = (...events: readonly object[]): Uint8Array =>
  new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join('\n'));
