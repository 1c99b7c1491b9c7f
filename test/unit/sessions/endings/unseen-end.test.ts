import { describe, expect, test } from 'vitest';
import { ID, MS, OTHER, SECOND, Story } from '../../story.js';

const open = (version: string): Story =>
  new Story()
    .started(0, version)
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .handle(2 * SECOND, 'attached')
    .transport(3 * SECOND, 'c2', 'connected')
    .created(3 * SECOND + MS, OTHER, 'c2')
    .handle(4 * SECOND, 'attached', OTHER);

const notes = (story: Story): string[] => story.report().logs[0]!.notes.map(({ message }) => message);

describe("the server's own count of sessions", () => {
  test.each(['1.4.2', '1.2.3', '0.15.1'])(
    '%s: fewer than seem open leave those that are silent since then',
    (version) => {
      const story = open(version)
        .update(15 * SECOND, 2)
        .update(30 * SECOND, 1)
        .jsep(40 * SECOND, OTHER)
        .update(45 * SECOND, 1);
      expect(story.verdict()).toBe('undecidable');
      expect(story.verdict(OTHER)).toBe('open');
      expect(notes(story)).toEqual([
        expect.stringContaining('the server counted 1 session, but by this log 2 were open'),
      ]);
    },
  );

  test('may be larger than what the log knows', () => {
    const story = open('1.4.2')
      .update(15 * SECOND, 7)
      .update(30 * SECOND, 7);
    expect([story.verdict(), story.verdict(OTHER), ...notes(story)]).toEqual(['open', 'open']);
  });

  test('proves nothing in the second in which sessions come and go', () => {
    const story = open('1.4.2')
      .update(15 * SECOND, 2)
      .session(30 * SECOND + 200 * MS, ID, 'destroyed')
      .created(30 * SECOND - 200 * MS, '9876543210', 'c2')
      .update(30 * SECOND, 1)
      .jsep(40 * SECOND, OTHER);
    expect([story.verdict(), story.verdict(OTHER), ...notes(story)]).toEqual(['ended destroyed certain', 'open']);
  });

  test('is none of one server where two of a name send in turn', () => {
    const story = open('1.4.2');
    for (let k = 1; k < 5; k++) story.update(15 * k * SECOND, 1).update((15 * k + 4) * SECOND, 1);
    expect([story.verdict(), story.verdict(OTHER), ...notes(story)]).toEqual(['open', 'open']);
  });

  test('blames no shutdown for what had ended before', () => {
    const story = open('1.4.2')
      .update(15 * SECOND, 2)
      .update(30 * SECOND, 0)
      .shutdown(40 * SECOND)
      .started(50 * SECOND);
    expect(story.verdict()).toBe('undecidable');
  });
});

describe('a heartbeat that is missing', () => {
  test('leaves it open whether what is silent since then still lives', () => {
    const story = open('1.2.3')
      .update(15 * SECOND)
      .update(75 * SECOND)
      .jsep(80 * SECOND, OTHER);
    expect([story.verdict(), story.verdict(OTHER)]).toEqual(['undecidable', 'open']);
    expect(notes(story)).toEqual([expect.stringContaining('have a gap of')]);
  });

  test('is made good by an exact count', () => {
    const story = open('1.4.2')
      .update(15 * SECOND, 2)
      .update(75 * SECOND, 2);
    expect([story.verdict(), story.verdict(OTHER)]).toEqual(['open', 'open']);
    expect(notes(story)).toHaveLength(1);
  });

  test.each(['1.2.3', '0.15.1'])('is not by that of %s, which does not count every end', (version) => {
    const story = open(version)
      .update(15 * SECOND, 2)
      .update(75 * SECOND, 2)
      .jsep(80 * SECOND, OTHER);
    expect([story.verdict(), story.verdict(OTHER)]).toEqual(['undecidable', 'open']);
  });

  test('nor by a count of more sessions than the log knows', () => {
    const story = open('1.4.2')
      .update(15 * SECOND, 2)
      .update(75 * SECOND, 3)
      .jsep(80 * SECOND, OTHER);
    expect([story.verdict(), story.verdict(OTHER)]).toEqual(['undecidable', 'open']);
  });

  test('is not missed while the server is down', () => {
    const story = open('1.2.3')
      .update(15 * SECOND)
      .shutdown(20 * SECOND)
      .started(90 * SECOND, '1.2.3')
      .update(105 * SECOND);
    expect(notes(story)).toEqual([]);
  });
});

describe('a connection id that is connected again', () => {
  test('had been disconnected before, whether the log says so or not', () => {
    const story = open('1.1.2').transport(20 * SECOND, 'c1', 'connected');
    expect([story.verdict(), story.verdict(OTHER)]).toEqual(['undecidable', 'open']);
    expect(notes(story)).toEqual([expect.stringContaining('came again under an id')]);
  });

  test('proves nothing of a session that goes on, and nothing after a restart', () => {
    expect(
      open('1.1.2')
        .transport(20 * SECOND, 'c1', 'connected')
        .jsep(30 * SECOND)
        .verdict(),
    ).toBe('open');
    const restarted = open('1.1.2')
      .started(10 * SECOND)
      .transport(20 * SECOND, 'c1', 'connected');
    expect(restarted.verdict()).toBe('ended flagged server-crashed certain');
    expect(notes(restarted)).toEqual([]);
  });
});

describe('a session event without session', () => {
  const nameless = (story: Story): Story => story.event(20 * SECOND, { type: 1 }, { name: 'destroyed' });

  test('can be that of a session without handles', () => {
    const story = nameless(open('1.1.2').handle(20 * SECOND - MS, 'detached'));
    expect([story.verdict(), story.verdict(OTHER)]).toEqual(['undecidable', 'open']);
    expect(notes(story)).toEqual([expect.stringContaining('without the id of its session')]);
  });

  test('is not that of a session that goes on', () => {
    const story = nameless(open('1.1.2').handle(20 * SECOND - MS, 'detached')).handle(
      30 * SECOND,
      'attached',
      ID,
      '78',
    );
    expect(story.verdict()).toBe('open');
  });
});

describe('a session that seems open at a stop', () => {
  const stopped = (story: Story): Story => story.shutdown(60 * SECOND).request(70 * SECOND);
  const begun = (): Story =>
    new Story()
      .started(0)
      .created(SECOND)
      .handle(2 * SECOND, 'attached');

  test('may have ended before, where the log lost events since its last one', () => {
    const story = stopped(begun().handle(20 * SECOND, 'attached', OTHER, '99'));
    expect(story.verdict()).toBe('ended flagged server-stopped probable');
    expect(story.reason()).toContain('Events of this server were lost');
    // What was lost of the other one is its beginning.
    expect(story.verdict(OTHER)).toBe('ended flagged server-stopped certain');
  });

  test('did not, where it shows life after that, or nothing was lost', () => {
    const lost = begun().handle(20 * SECOND, 'attached', OTHER, '99');
    expect(stopped(lost.stats(30 * SECOND)).verdict()).toBe('ended flagged server-stopped certain');
    const whole = begun()
      .created(20 * SECOND, OTHER)
      .handle(20 * SECOND + MS, 'attached', OTHER, '99');
    expect(stopped(whole).verdict()).toBe('ended flagged server-stopped certain');
  });
});
