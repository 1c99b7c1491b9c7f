import type { LifeKind } from '../../engine/kind.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';
import { roomKind } from '../../rules/rooms.js';

export const VIDEOROOM_ROOM: LifeKind = roomKind('videoroom-room', VIDEOROOM, [
  'joined',
  'configured',
  'published',
  'subscribing',
]);
