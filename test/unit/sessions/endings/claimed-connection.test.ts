import { describe, expect, test } from 'vitest';
import { HTTP, ID, MS, OTHER, SECOND, Story } from '../../story.js';

/** A session over HTTP with one handle; a WebSocket that may have claimed it closes at 9 s. */
const open = (version = '1.1.2', handles = ['77']): Story => {
  const story = new Story()
    .started(0, version)
    .request(SECOND - MS, false, 'r1')
    .created(SECOND, ID, 'r1', HTTP);
  for (const handle of handles) story.request(2 * SECOND - MS).handle(2 * SECOND, 'attached', ID, handle);
  return story.transport(3 * SECOND, 'c9', 'connected').transport(9 * SECOND, 'c9', 'disconnected');
};

const detached = (story: Story, at: number): string =>
  story
    .handle(at, 'detached')
    .update(90 * SECOND)
    .verdict();

test('the handles of a session go with the connection that claimed it', () => {
  expect(detached(open(), 9 * SECOND + 3 * MS)).toBe('ended flagged transport-gone probable');
});

test('also those of one that was created over a WebSocket, where no request over HTTP is told', () => {
  const story = new Story()
    .started(0)
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .handle(2 * SECOND, 'attached')
    .transport(3 * SECOND, 'c9', 'connected')
    .transport(4 * SECOND, 'c1', 'disconnected')
    .transport(9 * SECOND, 'c9', 'disconnected');
  expect(detached(story, 9 * SECOND + 3 * MS)).toBe('ended flagged transport-gone probable');
});

test('but not on a version that tells such ends', () => {
  expect(detached(open('0.15.3'), 9 * SECOND + 3 * MS)).toBe('open');
});

test.each([
  ['its client', false],
  ['the Admin API', true],
])('nor where %s can have asked for it', (_who, admin) => {
  expect(detached(open().request(9 * SECOND + MS, admin), 9 * SECOND + 3 * MS)).toBe('open');
  expect(detached(open().request(9 * SECOND + MS, admin), 9 * SECOND + 8 * MS)).toBe('open');
});

test('a connection with sessions of its own may have claimed this one or not', () => {
  const busy = (): Story =>
    new Story()
      .started(0)
      .request(SECOND - MS, false, 'r1')
      .created(SECOND, ID, 'r1', HTTP)
      .handle(2 * SECOND, 'attached')
      .transport(3 * SECOND, 'c9', 'connected')
      .created(4 * SECOND, OTHER, 'c9')
      .handle(5 * SECOND, 'attached', OTHER, '99');
  const gone = (story: Story): Story => story.transport(9 * SECOND, 'c9', 'disconnected');
  const own = (story: Story): Story => story.handle(9 * SECOND + MS, 'detached', OTHER, '99');

  const both = own(gone(busy()));
  expect(detached(both, 9 * SECOND + 3 * MS)).toBe('undecidable');
  expect(both.reason()).toContain('had sessions of its own');
  const { evidence } = [...both.report().sessions].find(({ id }) => id === ID)!;
  expect(evidence.map(({ kind }) => kind)).toContain('transport');
  expect(both.verdict(OTHER)).toBe('ended flagged transport-gone certain');

  // They had ended before: what is left has been claimed.
  const earlier = gone(own(busy().session(8 * SECOND, OTHER, 'destroyed')));
  expect(detached(earlier, 9 * SECOND + 3 * MS)).toBe('ended flagged transport-gone probable');
});

test('nor where the transport tells no requests, so that nobody sees what is asked', () => {
  const story = new Story()
    .started(0)
    .created(SECOND, ID, 'r1', HTTP)
    .handle(2 * SECOND, 'attached')
    .transport(9 * SECOND, 'c9', 'disconnected');
  expect(detached(story, 9 * SECOND + 3 * MS)).toBe('open');
});

test('the request that a created names asked for nothing else, though another one came between', () => {
  const story = (creator: string): Story =>
    open()
      .request(9 * SECOND - 27 * MS, false, 'r6')
      .request(9 * SECOND - 4 * MS, false, 'r7')
      .created(9 * SECOND - 2 * MS, OTHER, creator, HTTP);
  expect(detached(story('r6'), 9 * SECOND + 3 * MS)).toBe('open');
  expect(detached(story('r7'), 9 * SECOND + 3 * MS)).toBe('ended flagged transport-gone probable');
});

test('one request does not detach two handles', () => {
  const story = open('1.1.2', ['77', '78'])
    .request(9 * SECOND + MS)
    .handle(9 * SECOND + 2 * MS, 'detached', ID, '78');
  expect(detached(story, 9 * SECOND + 3 * MS)).toBe('ended flagged transport-gone probable');
});

test('requests that came no sooner than the end of the connection can have asked, however long a busy server took', () => {
  const story = open('1.1.2', ['77', '78'])
    .request(9 * SECOND + 400)
    .handle(9 * SECOND + 29 * MS, 'detached', ID, '78')
    .request(9 * SECOND + 29.4 * MS);
  expect(detached(story, 9 * SECOND + 29.5 * MS)).toBe('open');
});

test.each([60, 200, 400])('handles that go %d ms after a connection went with something else', (ms) => {
  expect(detached(open(), 9 * SECOND + ms * MS)).toBe('open');
});

describe('a session whose created is not in the log', () => {
  const begun = (): Story => new Story().started(0).request(100).created(200, '4711', 'c4711');
  const undecidable = (story: Story, at: number): void => {
    expect(detached(story, at)).toBe('undecidable');
    expect(story.reason()).toContain('over which connection it was created');
  };

  /** Another one hangs on connection c9, which takes the handle of that one with it at 9 s. */
  const cut = (): Story =>
    begun()
      .handle(3 * SECOND, 'attached')
      .created(4 * SECOND, OTHER, 'c9')
      .handle(5 * SECOND, 'attached', OTHER, '88')
      .transport(9 * SECOND, 'c9', 'disconnected')
      .handle(9 * SECOND + 500, 'detached', OTHER, '88');

  test('went with a connection right behind whose end its handles detached', () => {
    expect(detached(cut(), 9 * SECOND + MS)).toBe('ended flagged transport-gone probable');
  });

  test('may have been let go of by its client where they detached after a pause', () => {
    undecidable(cut(), 9 * SECOND + 10 * MS);
  });

  test('or where a handle that detached is all that is left of it, and the connection had a session of its own', () => {
    const story = begun()
      .created(4 * SECOND, OTHER, 'c9')
      .handle(5 * SECOND, 'attached', OTHER, '88')
      .transport(9 * SECOND, 'c9', 'disconnected')
      .handle(9 * SECOND + 500, 'detached', OTHER, '88');
    expect(detached(story, 9 * SECOND + MS)).toBe('undecidable');
  });

  test('or where it had been there before that connection', () => {
    const story = begun()
      .handle(MS, 'attached')
      .transport(2 * MS, 'c9', 'connected')
      .transport(9 * SECOND, 'c9', 'disconnected');
    undecidable(story, 9 * SECOND + MS);
  });

  test('or shows nothing since that connection came up', () => {
    const story = begun()
      .transport(2 * MS, 'c9', 'connected')
      .transport(9 * SECOND, 'c9', 'disconnected');
    expect(detached(story, 9 * SECOND + MS)).toBe('undecidable');
  });
});
