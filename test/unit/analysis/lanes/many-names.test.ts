import { expect, test } from 'vitest';
import { LaneViews } from '../../../../src/analysis/lanes/lane-views.js';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import { laneSourceOf } from '../../../../src/analysis/timeline/timeline-views.js';

/** More than 16 bits count. */
const NAMES = 66_000;

test('servers, transports and plugins beyond 65,535 of them keep their names', () => {
  const events: string[] = [];
  for (let k = 0; k < NAMES; k++) {
    const of = { emitter: `sfu-${String(k)}`, session_id: k + 1, timestamp: 1_795_417_200_000_000 + k };
    const transport = { transport: `transport-${String(k)}`, id: 'c' };
    events.push(JSON.stringify({ ...of, type: 1, event: { name: 'created', transport } }));
    events.push(
      JSON.stringify({ ...of, type: 2, handle_id: 1, event: { name: 'attached', plugin: `plugin-${String(k)}` } }),
    );
  }
  const analyser = new ReportBuilder();
  analyser.begin('log');
  analyser.push(new TextEncoder().encode(events.join('\n')));
  analyser.end();
  const { report } = analyser.finish();
  const source = laneSourceOf(report, analyser.facts, 1, 'log');
  const views = new LaneViews(source);
  const { arrangement } = views.answer({
    method: 'arrange',
    revision: 1,
    order: {
      ...{ query: '', segment: 'all', grouping: 'none', sorting: 'start', reversed: false },
      folded: { others: false, keys: [] },
    },
    keep: [],
  });
  const from = NAMES - 3;
  const lanes = views.answer({ method: 'lanes', revision: 1, arrangement, from, count: 3, columns: [] });
  expect(lanes.ids).toEqual([from + 1, from + 2, from + 3].map(String));
  for (const [k, number] of [from, from + 1, from + 2].entries()) {
    expect(source.emitters[lanes.emitter[k]!]!.name).toBe(`sfu-${String(number)}`);
    expect(source.transports[lanes.transport[k]!]).toBe(`transport-${String(number)}`);
    expect(source.plugins[lanes.plugin[k]!]).toBe(`plugin-${String(number)}`);
  }
});
