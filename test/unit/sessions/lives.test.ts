import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import { EventsByOwner } from '../../../src/events/events-by-owner.js';
import type { Facts } from '../../../src/sessions/collecting/facts.js';
import { livesOf, type Life } from '../../../src/sessions/lives.js';
import { bytesOf, corpusLogs } from '../corpus/corpus.js';
import { ID, MS, OTHER, SECOND, Story } from '../story.js';

function factsOf(bytes: Uint8Array): Facts {
  const analyser = new ReportBuilder();
  analyser.begin('log');
  analyser.push(bytes);
  analyser.end();
  return analyser.facts;
}

/** The lives of all owners; `all` looks at each of their events. */
function livesIn(facts: Facts, all: boolean): Life[][] {
  const byOwner = facts.table.byOwner();
  if (all) byOwner.decisiveOf = () => null;
  return Array.from({ length: facts.owners.count }, (_, owner) =>
    livesOf(facts, owner, byOwner, { timesContradict: () => false }),
  );
}

const plainEvents = ({ table }: Facts): number =>
  Array.from({ length: table.count }, (_, event) => event).filter((event) => table.isPlain(event)).length;

describe('the lives that the decisive events show are those that all events show', () => {
  test.each(corpusLogs.map((log) => [log.name, log] as const))('%s', (_name, log) => {
    const facts = factsOf(bytesOf(log));
    expect(livesIn(facts, false)).toEqual(livesIn(facts, true));
  });

  test('most events of a recorded call are plain', () => {
    const facts = factsOf(bytesOf(corpusLogs.find(({ name }) => name.includes('webrtc-videoroom'))!));
    expect(plainEvents(facts)).toBeGreaterThan(facts.table.count / 4);
  });

  const id = fc.constantFrom(ID, OTHER);
  const handle = fc.constantFrom('77', '78', '79');
  const step = fc.record({
    after: fc.constantFrom(0, 1, MS, 40 * MS, SECOND, 3 * SECOND, 9 * SECOND, -2 * MS),
    what: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom('created', 'destroyed', 'timeout') },
      { weight: 2, arbitrary: fc.constantFrom('attached', 'detached') },
      { weight: 6, arbitrary: fc.constantFrom('stats', 'jsep') },
    ),
    id,
    handle,
  });

  test('and so it is with sessions made at random', () => {
    let several = 0;
    let plain = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const story = new Story();
        let at = 0;
        for (const { after, what, id: session, handle: of } of steps) {
          at += after;
          if (what === 'created') story.created(at, session);
          else if (what === 'attached' || what === 'detached') story.handle(at, what, session, of);
          else if (what === 'stats') story.stats(at, session, of);
          else if (what === 'jsep') story.jsep(at, session, of);
          else story.session(at, session, what);
        }
        const facts = factsOf(story.bytes);
        const lives = livesIn(facts, false);
        expect(lives).toEqual(livesIn(facts, true));
        plain += plainEvents(facts);
        if (lives.some((own) => own.length > 1)) several++;
      }),
      { numRuns: 500 },
    );
    expect(several).toBeGreaterThan(50);
    expect(plain).toBeGreaterThan(100);
  });
});

test('the rows know which of their events tell something', () => {
  const table = {
    count: 70,
    at: (event: number) => event,
    owner: () => 0,
    isPlain: (event: number) => event % 33 !== 0,
  };
  const rows = new EventsByOwner(
    table,
    Uint32Array.of(0, 70),
    Uint32Array.from({ length: 70 }, (_, k) => k),
    Uint32Array.of(1, 2, 4),
    Uint8Array.of(0),
  );
  expect([...rows.decisiveOf(0)!]).toEqual([0, 33, 66]);
});
