import { expect, test } from 'vitest';
import { csvReport } from '../../../src/reports/csv.js';
import { ID, SECOND, Story } from '../story.js';

const rows = (story: Story): string[] => [...csvReport(story.report())];

test('one row per session, ended by CRLF', () => {
  const all = rows(
    new Story('sfu')
      .started(0)
      .created(SECOND)
      .session(3 * SECOND, ID, 'destroyed'),
  );
  expect(all).toHaveLength(2);
  expect(all[0]).toMatch(/^emitter,id,instance,state,flagged,cause,.*,log,line\r\n$/);
  expect(all[1]).toMatch(
    /^"sfu","4154149308648162",1,"ended",false,"destroyed","destroyed","certain",1795417201000000,"2026-11-23T07:00:01\.000Z",.*,2,"janus\.transport\.websockets",/,
  );
});

test('quotes all text, and shows line breaks by their code', () => {
  const [, row] = rows(new Story('a,"b"\nc').started(0).created(SECOND));
  expect(row).toMatch(/^"a,""b""\\u000ac",/);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', 'x;=1', 'x; "+1', 'x\t-1'])(
  'takes the sting out of %j',
  (name) => {
    const [, row] = rows(new Story(name).started(0).created(SECOND));
    expect(row).toMatch(/^"[^=+\-@]*'[=+\-@]/);
  },
);
