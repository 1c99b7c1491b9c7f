import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { StandIns } from '../../../../src/analysis/excerpt/stand-ins.js';
import { analyse } from '../../corpus/analyse.js';

const CORPUS = [
  '1.1.2/churn',
  '1.1.2/ws-drop-reclaim0',
  '1.1.2/stop-sigterm',
  '1.1.2/kill9-restart',
  '1.1.2/webrtc-videoroom',
];

describe('an excerpt', () => {
  test.each(CORPUS)('has the verdict of its log, with and without stand-ins: %s', async (log) => {
    const analysis = new LogAnswers();
    const source = { kind: 'file', path: `test/corpus/${log}/events.jsonl` } as const;
    const summary = await analysis.ask({ method: 'run', source });
    const { revision, sessions } = summary;
    // Every seventh of a long log will do.
    for (let session = 0; session < sessions; session += sessions > 50 ? 7 : 1) {
      const row = await analysis.ask({ method: 'row', session });
      for (const replaced of [false, true]) {
        const excerpt = await analysis.ask({ method: 'excerpt', revision, session, replaced });
        expect(excerpt, `session ${row.id}`).not.toBeNull();
        const found = [...analyse(Buffer.from(excerpt!.text)).sessions].find(({ id }) => id === row.id);
        expect(found).toMatchObject({ cause: row.cause, certainty: row.certainty, endedAt: row.endedAt });
        expect(excerpt!.events).toBeLessThanOrEqual(summary.log.events);
        if (!replaced) continue;
        // Shorter ones are parts of Janus' own words.
        const secrets = [...row.opaqueIds, ...row.displays].filter(({ length }) => length > 7);
        for (const secret of secrets) expect(excerpt!.text).not.toContain(secret);
        expect(excerpt!.text).not.toMatch(/127\.0\.0\.1|v=0|a=fingerprint/);
      }
    }
    analysis.dispose();
  });

  test('is short', async () => {
    const analysis = new LogAnswers();
    const source = { kind: 'file', path: 'test/corpus/1.1.2/churn/events.jsonl' } as const;
    const { revision, log } = await analysis.ask({ method: 'run', source });
    const { rows } = await analysis.ask({ method: 'search', text: '7056006724415929', zone: 0 });
    const excerpt = await analysis.ask({ method: 'excerpt', revision, session: rows[0]!.index, replaced: false });
    expect(excerpt!.events).toBeLessThan(20);
    expect(log.events).toBeGreaterThan(1000);
    analysis.dispose();
  });
});

/** Texts that nobody says but whoever made them. */
const secret = fc.stringMatching(/^[A-Z][a-z]{3,8}[0-9]{3}[ -@.:"\\]?[a-zé]{0,5}$/u);

describe('stand-ins', () => {
  test('leave no text of a stranger, wherever it stands, and the same one for the same text', () => {
    fc.assert(
      fc.property(secret, secret, fc.nat(), (one, other, pin) => {
        fc.pre(one !== other && !one.includes(other) && !other.includes(one));
        const event = {
          ...{ emitter: one, type: 64, timestamp: 1_795_417_200_000_000, session_id: 4711, opaque_id: other },
          event: {
            plugin: 'janus.plugin.videoroom',
            data: { event: 'joined', display: one, room: 1234, pin: 9_000_000_000 + pin, list: [other, { [one]: 1 }] },
            jsep: { type: 'offer', sdp: `v=0\r\no=${one} 1 1 IN IP4 192.0.2.7\r\na=fingerprint:sha-256 AA:BB\r\n` },
          },
        };
        const standIns = new StandIns();
        const text = standIns.replaced(JSON.stringify(event));
        const read = JSON.parse(text) as typeof event;
        for (const gone of [
          one,
          other,
          JSON.stringify(one).slice(1, -1),
          '192.0.2.7',
          'AA:BB',
          String(9_000_000_000 + pin),
        ])
          expect(text).not.toContain(gone);
        expect(read.emitter).toBe(read.event.data.display);
        expect(read.opaque_id).toBe(read.event.data.list[0]);
        expect(read).toMatchObject({ session_id: 4711, event: { data: { event: 'joined', room: 1234 } } });
        expect(standIns.replaced(JSON.stringify({ display: one }))).toContain(read.emitter);
      }),
    );
  });

  test('keep layout and digits', () => {
    const text = '{ "session_id" : 12345678901234567890,\n "type": 1, "event": {"name": "created"} }';
    expect(new StandIns().replaced(text)).toBe(text);
  });
});
