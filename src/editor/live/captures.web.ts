/** `captures.ts` in a browser: they are kept in the memory of this window until somebody saves them. */
import * as l10n from '@vscode/l10n';
import { Uri } from 'vscode';
import type { LiveProfile } from '../../live/profile.js';
import type { CaptureSettings } from '../../live/session/messages.js';
import { size } from '../../words/numbers.js';
import { decide } from '../notifications.js';
import { capturesInMemory } from '../open-logs/captures-in-memory.js';
import { captureName } from './capture-name.js';
import { MOST_IN_MEMORY, revealCapture, savedBytes } from './reveal-capture.web.js';

export class Captures {
  /** What was kept of an earlier window is gone: a new one is begun. */
  of(profile: LiveProfile): Promise<CaptureSettings> {
    const path = capturesInMemory.make(captureName(profile)).toString();
    return Promise.resolve({ path, fsync: false, maxSize: MOST_IN_MEMORY, maxTotal: MOST_IN_MEMORY });
  }

  uriOf({ path }: CaptureSettings): Uri {
    return Uri.parse(path, true);
  }

  readonly add = (capture: Uri, lines: Uint8Array): void => {
    capturesInMemory.add(capture, lines);
  };

  removeIfEmpty(capture: Uri): Promise<void> {
    if (capturesInMemory.size(capture) === 0) capturesInMemory.drop(capture);
    return Promise.resolve();
  }

  readonly mayGo = async ({ name }: LiveProfile, capture: Uri): Promise<boolean> => {
    const bytes = capturesInMemory.size(capture);
    const isSaved = (): boolean => bytes <= savedBytes(capture);
    if (isSaved()) return true;
    const asked = l10n.t(
      'The capture of "{0}" ({1}) is nowhere but in the memory of this window. Save it first?',
      name,
      size(bytes),
    );
    const [save, discard] = [l10n.t('Save Capture…'), l10n.t('Discard')];
    const answer = await decide(asked, save, discard);
    if (answer === save) await revealCapture(capture);
    return answer === discard || isSaved();
  };

  readonly letGo = (capture: Uri): void => {
    capturesInMemory.drop(capture);
  };
}
