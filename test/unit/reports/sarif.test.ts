import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/sessions/log-report.js';
import { analyseFiles } from '../../../src/analysis/reading/read-logs.js';
import { expectedOf } from '../../../src/expected/expected-finding.js';
import { written } from '../../../src/reports/report.js';
import { corpusLog, corpusLogs } from '../corpus/corpus.js';

const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

async function sarif(report: LogReport, paths: readonly string[]): Promise<Log> {
  let text = '';
  for await (const piece of written('sarif', report, { paths, version: '1.2.3', colour: false })) text += piece;
  return JSON.parse(text) as Log;
}

const logs = corpusLogs.filter(({ name }) => !name.includes('webrtc-videoroom'));

describe('SARIF', () => {
  test.each(logs.map((log) => [log.name, log.path] as const))('of %s is valid', async (_name, path) => {
    const report = await analyseFiles([path]);
    const log = await sarif(report, [path]);
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(log.runs[0]!.results).toHaveLength([...report.sessions].filter(({ flagged }) => flagged).length);
  });

  test('points at the event, in lines, columns and bytes', async () => {
    const path = corpusLog('1.1.2/claim-cross/events.json').path;
    const report = await analyseFiles([path]);
    const [run] = (await sarif(report, [path])).runs;
    const session = [...report.sessions].find(({ flagged }) => flagged)!;
    const result: Result = run!.results![0]!;
    expect(run!.tool.driver.rules![result.ruleIndex!]!.id).toBe(result.ruleId);
    expect(result).toMatchObject({ ruleId: 'session-ended-without-event/transport-gone', level: 'warning' });
    const { region, artifactLocation } = result.locations![0]!.physicalLocation!;
    expect(region).toMatchObject({
      startLine: session.ending!.line,
      startColumn: 4,
      byteOffset: session.ending!.offset,
      byteLength: session.ending!.length,
    });
    expect(artifactLocation!.uri).toMatch(/^file:\/\/\/.*claim-cross\/events\.json$/);
    expect(result.relatedLocations!.map(({ message }) => message!.text)).toEqual(
      session.evidence.map(({ what }) => what),
    );
    expect(result.codeFlows![0]!.threadFlows[0]!.locations).toHaveLength(session.evidence.length);
  });

  test('knows a session again, whatever file it stands in', async () => {
    const prints = async (name: string): Promise<unknown[]> => {
      const { path } = corpusLog(name);
      return (await sarif(await analyseFiles([path]), [path])).runs[0]!.results!.map(
        (result) => result.partialFingerprints,
      );
    };
    const indented = await prints('1.1.2/ws-drop-reclaim0/events.json');
    expect(indented).toEqual(await prints('1.1.2/ws-drop-reclaim0/events.jsonl'));
    expect(new Set(indented.map((print) => JSON.stringify(print))).size).toBe(indented.length);
  });

  test('tells what is expected as suppressed, of all results or of none', async () => {
    const { path } = corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl');
    const report = await analyseFiles([path]);
    const [first] = [...report.sessions].filter(({ flagged }) => flagged);
    const stale = { entry: expectedOf(first!, 'Load test')!, why: 'absent' } as const;
    const baseline = { path: 'b.json', of: new Map([[first!.index, stale.entry]]), stale: [stale], elsewhere: 0 };
    let text = '';
    const writing = { paths: [path], version: '1.2.3', colour: false, baseline };
    for await (const piece of written('sarif', report, writing)) text += piece;
    const log = JSON.parse(text) as Log;
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    const [run] = log.runs;
    expect(run!.results![0]!.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'Load test' },
    ]);
    expect(run!.results!.slice(1).every(({ suppressions }) => suppressions?.length === 0)).toBe(true);
    const [notification] = run!.invocations![0]!.toolExecutionNotifications!;
    const { id, index } = notification!.descriptor!;
    expect(run!.tool.driver.notifications![index!]!.id).toBe(id);
  });

  test('says what is to be known of the log as notifications', async () => {
    const { path } = corpusLog('1.1.2/mask-no-sessions/events.json');
    const [run] = (await sarif(await analyseFiles([path]), [path])).runs;
    expect(run!.results).toEqual([]);
    expect(run!.invocations![0]!.toolExecutionNotifications).toMatchObject([
      { descriptor: { id: 'sessions-masked' }, level: 'warning' },
    ]);
  });
});
