/** A thread that stands in for the analysis: from its report on, what is done for the page is what the worker does. */
import { LaneViews } from '../../../src/analysis/lanes/lane-views.js';
import type { LaneRequest } from '../../../src/analysis/lanes/requests.js';
import { laneSourceOf } from '../../../src/analysis/timeline/timeline-views.js';
import { syntheticReport } from './synthetic-report.js';

/** `read` makes a log of so many sessions, and is what cannot be asked of the page. */
export type Asked = { readonly read: number } | 'log' | LaneRequest;

let analysed: ReturnType<typeof syntheticReport> | null = null;
let views: LaneViews | null = null;

function answer(asked: Asked): unknown {
  if (asked !== 'log' && 'read' in asked) {
    analysed = syntheticReport(asked.read);
    return null;
  }
  if (analysed === null) throw new Error('No log has been read.');
  views ??= new LaneViews(laneSourceOf(analysed.report, analysed.facts, 1, 'synthetic.jsonl'));
  return asked === 'log' ? views.log() : views.answer(asked);
}

addEventListener('message', ({ data }: MessageEvent<{ id: number; asked: Asked }>) => {
  postMessage({ id: data.id, answer: answer(data.asked) });
});
