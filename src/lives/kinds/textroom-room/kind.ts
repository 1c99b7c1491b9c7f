import type { LifeKind } from '../../engine/kind.js';
import { TEXTROOM } from '../../plugins/textroom.js';
import { roomKind } from '../../rules/rooms.js';

export const TEXTROOM_ROOM: LifeKind = roomKind('textroom-room', TEXTROOM, ['join']);
