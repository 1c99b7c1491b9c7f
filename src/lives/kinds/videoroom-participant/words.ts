import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';
import { participantWords } from '../../rules/participants.js';

export const WORDS = (): KindWords =>
  participantWords({
    leaving: l10n.t('The participant left the room.'),
    kicked: l10n.t('The participant was kicked.'),
  });
