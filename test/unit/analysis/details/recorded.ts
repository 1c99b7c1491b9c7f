/** Recorded logs with their analysis, as the worker has it. */
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import type { TimelineAnswer, TimelineMethod, TimelineRequest } from '../../../../src/analysis/requests/timeline.js';

export const ECHOTEST = 'test/corpus/1.1.2/webrtc-echotest/events.jsonl';
export const VIDEOROOM = 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl';

export async function analysed(source: string | Uint8Array): Promise<LogAnswers> {
  const analysis = new LogAnswers();
  const from =
    typeof source === 'string'
      ? { kind: 'file' as const, path: source }
      : { kind: 'bytes' as const, name: 'log', bytes: source };
  await analysis.ask({ method: 'run', source: from });
  return analysis;
}

/** The ids of all sessions, in the order of the log. */
export async function idsOf(analysis: LogAnswers): Promise<string[]> {
  const { count } = await analysis.ask({ method: 'timelineLog' });
  const rows = await Promise.all(
    Array.from({ length: count }, (_, session) => analysis.ask({ method: 'row', session })),
  );
  return rows.map(({ id }) => id);
}

/** The number of the session with this id. */
export const numberOf = async (analysis: LogAnswers, id: string): Promise<number> =>
  (await idsOf(analysis)).indexOf(id);

export const bytesOf = (...events: readonly object[]): Uint8Array =>
  new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join('\n'));

/** Asks as the timeline does, in the revision of now: a log that takes long to read is judged on the way. */
export async function ask<M extends TimelineMethod>(
  analysis: LogAnswers,
  request: { readonly method: M } & Omit<TimelineRequest<M>, 'revision'>,
): Promise<TimelineAnswer<M>> {
  const { revision } = await analysis.ask({ method: 'timelineLog' });
  const asked: unknown = { ...request, revision };
  return (await analysis.ask(asked as TimelineRequest)) as TimelineAnswer<M>;
}
