import type { LogAnalysis } from '../analysis/api.js';
import type { TimelineAnswers, TimelineRequest } from '../analysis/timeline.js';
import type { OpenLog } from './open-log.js';

type Answer = TimelineAnswers[TimelineRequest['method']];

/** The request is about an earlier reading of the log; the page is being told of the newer one. */
export class OutdatedRequest extends Error {
  override readonly name = 'OutdatedRequest';
}

/** What the timeline asks of its log. Rejects with a message that is fit to be shown. */
export async function answerTimeline({ state, analysis }: OpenLog, request: TimelineRequest): Promise<Answer> {
  // Numbers of sessions and offsets mean something in the reading they come from only.
  if (request.revision !== state.summary?.revision) throw new OutdatedRequest('The log has changed since.');
  return answerFrom(analysis, request);
}

/** The same of an analysis whose reading is known to be the right one. */
export function answerFrom(analysis: LogAnalysis, request: TimelineRequest): Promise<Answer> {
  switch (request.method) {
    case 'tracks':
      return analysis.tracks(request.sessions);
    case 'detail':
      return analysis.detail(request.session);
    case 'events':
      return analysis.events(request.session, request.filter, request.from);
    case 'webrtc':
      return analysis.webrtc(request.session, request.from);
    case 'statistics':
      return analysis.statistics(request.session, request.from, request.buckets);
    case 'json':
      return analysis.json(request.offset, request.length);
    default:
      return analysis.lanes(request);
  }
}
