import { expect, test } from 'vitest';
import { OTHER, SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'audiobridge');

const of = (event: string): object => ({ event, room: 1, id: 2, display: 'bo' });

test('a kick is told twice and ends once', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .told(5 * SECOND, 'audiobridge', of('kicked'), '88', OTHER)
    .told(5 * SECOND + 400_000, 'audiobridge', of('left'), '');
  expect(log.inShort('audiobridge-participant')).toEqual(['ended told kicked']);
});

test('what is told again of one who was kicked does not end the next of that id', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .told(5 * SECOND, 'audiobridge', of('kicked'), '88', OTHER)
    .attached(5 * SECOND + 10, 'audiobridge', '99', '8' + OTHER.slice(1))
    .told(5 * SECOND + 100, 'audiobridge', of('joined'), '99', '8' + OTHER.slice(1))
    .told(5 * SECOND + 400_000, 'audiobridge', of('left'), '');
  expect(log.inShort('audiobridge-participant')).toEqual(['ended told kicked', 'open']);
});

test('who was kicked without a PeerConnection can be kicked again and asked to leave: Janus kept them, and they are told of once', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .told(5 * SECOND, 'audiobridge', of('kicked'), '88', OTHER)
    .told(20 * SECOND, 'audiobridge', of('kicked'), '88', OTHER)
    .told(30 * SECOND, 'audiobridge', of('left'))
    .told(30 * SECOND + 1, 'audiobridge', { event: 'joined', room: 9, id: 3 });
  expect(log.inShort('audiobridge-participant')).toEqual(['ended told kicked', 'open']);
});

test('kicked_all names those who had gone', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .told(5 * SECOND, 'audiobridge', of('left'))
    .told(20 * SECOND, 'audiobridge', of('kicked_all'), '88', OTHER);
  expect(log.inShort('audiobridge-participant')).toEqual(['ended told left']);
});

test('changes rooms: left and joined at once', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .told(5 * SECOND, 'audiobridge', of('left'))
    .told(5 * SECOND + 1, 'audiobridge', { event: 'joined', room: 9, id: 3 });
  expect(log.inShort('audiobridge-participant')).toEqual(['ended told left', 'open']);
});

test('of two of one id the one goes whose handle tells it', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .attached(3 * SECOND, 'audiobridge', '88', OTHER)
    .told(4 * SECOND, 'audiobridge', of('joined'), '88', OTHER)
    .told(9 * SECOND, 'audiobridge', of('left'));
  expect(log.inShort('audiobridge-participant')).toEqual(['ended told left', 'open']);
});

test('goes with the PeerConnection', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('joined'))
    .connected(3 * SECOND)
    .hungUp(9 * SECOND, 'DTLS alert');
  expect(log.inShort('audiobridge-participant')).toEqual(['ended peerconnection-dtls-alert']);
});
