import type { LifeKind } from '../../engine/kind.js';
import { AUDIOBRIDGE } from '../../plugins/audiobridge.js';
import { roomKind } from '../../rules/rooms.js';

export const AUDIOBRIDGE_ROOM: LifeKind = roomKind('audiobridge-room', AUDIOBRIDGE, ['joined', 'configured']);
