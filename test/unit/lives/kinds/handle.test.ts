import { describe, expect, test } from 'vitest';
import { ID, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'echotest');

test('begins with attached and ends with detached', () => {
  const log = story().handle(3 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('handle')).toEqual(['ended told detached']);
});

test('ends with its session when nothing tells', () => {
  const log = story().session(3 * SECOND, ID, 'destroyed');
  expect(log.inShort('handle')).toEqual(['ended session-destroyed']);
  expect(log.lives('handle')[0]!.reason).toBe('No event told its end. Its session was destroyed.');
});

test('is open where its session is', () => {
  expect(story().inShort('handle')).toEqual(['open']);
});

test('lies within its session', () => {
  const [life] = story()
    .lives('handle', { kinds: new Set(['session', 'handle']) })
    .slice(1);
  expect(life).toMatchObject({ within: 0, ids: { session_id: ID, handle_id: HANDLE } });
});

describe('a handle that was not detached after its use', () => {
  /** Its PeerConnection is over, and a newer handle of the plugin was attached. */
  const used = (handle = HANDLE, at = 2 * SECOND): LivesStory => on(story(), handle, at);
  const on = (log: LivesStory, handle: string, at: number): LivesStory =>
    log.connected(at, handle).hungUp(at + 3 * SECOND, 'Close PC', handle);
  const attached = (log: LivesStory, at: number, handle: string): LivesStory => log.handle(at, 'attached', ID, handle);
  const hints = (log: LivesStory): (string | null)[] => log.lives('handle').map(({ hint }) => hint);

  test('its detached came with the end of the session alone', () => {
    const log = attached(used(), 9 * SECOND, '88')
      .session(100 * SECOND, ID, 'destroyed')
      .handle(100 * SECOND + 9, 'detached', ID, HANDLE)
      .handle(100 * SECOND + 20, 'detached', ID, '88');
    expect(hints(log)).toEqual(['never-detached', null]);
    expect(log.lives('handle')[0]!.evidence.map(({ what }) => what)).toContain('Not detached after its use');
  });

  test('while the session goes on, several of them: the detached of one could have got lost', () => {
    const one = (): LivesStory => attached(used(), 9 * SECOND, '88');
    const two = attached(on(one(), '88', 10 * SECOND), 20 * SECOND, '99');
    expect(hints(one().update(200 * SECOND))).toEqual([null, null]);
    expect(hints(two.update(200 * SECOND))).toEqual(['never-detached', 'never-detached', null]);
  });

  test.each([
    ['no newer one was attached', (log: LivesStory) => log],
    ['it is used again', (log: LivesStory) => attached(log, 9 * SECOND, '88').connected(20 * SECOND)],
    [
      'it was detached',
      (log: LivesStory) => attached(log, 9 * SECOND, '88').handle(80 * SECOND, 'detached', ID, HANDLE),
    ],
    [
      'the newer one is of another plugin',
      (log: LivesStory) =>
        log.event(
          9 * SECOND,
          { type: 2, session_id: ID, handle_id: '88' },
          { name: 'attached', plugin: 'janus.plugin.sip' },
        ),
    ],
  ])('not where %s', (_why, tell) => {
    const log = tell(used())
      .session(100 * SECOND, ID, 'destroyed')
      .handle(100 * SECOND + 9, 'detached', ID, HANDLE);
    expect(hints(log)[0]).toBeNull();
  });

  test('somebody who is in a room without a PeerConnection uses it', () => {
    const log = new LivesStory()
      .attached(SECOND, 'videoroom')
      .told(2 * SECOND, 'videoroom', { event: 'joined', room: 1, id: 2 })
      .connected(3 * SECOND)
      .hungUp(5 * SECOND);
    log
      .event(
        9 * SECOND,
        { type: 2, session_id: ID, handle_id: '88' },
        { name: 'attached', plugin: 'janus.plugin.videoroom' },
      )
      .session(100 * SECOND, ID, 'destroyed')
      .handle(100 * SECOND + 9, 'detached', ID, HANDLE);
    expect(hints(log)[0]).toBeNull();
  });
});
