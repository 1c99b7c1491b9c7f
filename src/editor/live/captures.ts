/** The captures of live sessions, which are files. Node only: `captures.web.ts` keeps them in memory. */
import * as l10n from '@vscode/l10n';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Uri, type ExtensionContext } from 'vscode';
import { SourceProblem } from '../../live/live-source.js';
import type { LiveProfile } from '../../live/profile.js';
import type { CaptureSettings } from '../../live/session/messages.js';
import { captureFolder } from './capture-folder.js';
import { captureName } from './capture-name.js';
import type { LiveSettings } from './live-settings.js';

export class Captures {
  constructor(
    private readonly context: ExtensionContext,
    private readonly settings: LiveSettings,
  ) {}

  /** The capture `path` to go on with, or a new one. Throws {@link SourceProblem} when there is no place for one. */
  async of(profile: LiveProfile, path?: string): Promise<CaptureSettings> {
    return { path: path ?? (await this.make(profile)), ...this.settings.limits };
  }

  uriOf({ path }: CaptureSettings): Uri {
    return Uri.file(path);
  }

  /** Adds lines that a worker cannot write itself: here each does. */
  readonly add: (capture: Uri, lines: Uint8Array) => void = () => {
    throw new Error('Workers write their captures themselves.');
  };

  /** Removes a capture into which nothing was written. */
  async removeIfEmpty({ fsPath }: Uri): Promise<void> {
    const size = await stat(fsPath).then(
      (file) => file.size,
      () => null,
    );
    if (size === 0) await rm(fsPath, { force: true });
  }

  /** Whether a capture may go with its session, after asking where it would be lost. */
  readonly mayGo: (profile: LiveProfile, capture: Uri) => Promise<boolean> = () => Promise.resolve(true);

  /** Its session is no longer in the list: the file stays. */
  readonly letGo: (capture: Uri) => void = () => undefined;

  private async make(profile: LiveProfile): Promise<string> {
    try {
      const folder = await captureFolder(this.context);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return join(folder, captureName(profile));
    } catch (error) {
      if (error instanceof SourceProblem) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new SourceProblem(
        l10n.t(
          'There is no place for the capture: {0}. Set janusEvents.live.captureFolder to a folder that can be written.',
          why,
        ),
      );
    }
  }
}
