/** Sessions that were running when the window closed are offered again; nothing listens before somebody says so. */
import { l10n, type Memento } from 'vscode';
import * as z from 'zod/mini';
import type { LiveProfile } from '../../live/profile.js';
import { inform } from '../notifications.js';
import { RUNNING_KEY } from './running-key.js';
import type { Running } from './live-sessions.js';

const Saved = z.array(z.object({ profile: z.string(), capture: z.string() }));

export class RunningSessions {
  constructor(private readonly storage: Memento) {}

  async remember(running: readonly Running[]): Promise<void> {
    await this.storage.update(RUNNING_KEY, running.length > 0 ? running : undefined);
  }

  /** Those to start again, with their captures, after asking; none are left to ask about. */
  async offer(profiles: readonly LiveProfile[]): Promise<{ profile: LiveProfile; capture: string }[]> {
    const saved = Saved.safeParse(this.storage.get(RUNNING_KEY));
    await this.remember([]);
    if (!saved.success) return [];
    const known = saved.data.flatMap(({ profile: name, capture }) => {
      const profile = profiles.find((candidate) => candidate.name === name);
      return profile === undefined ? [] : [{ profile, capture }];
    });
    if (known.length === 0) return [];
    const names = known.map(({ profile }) => profile.name).join(', ');
    const resume = l10n.t('Resume');
    const question =
      known.length === 1
        ? l10n.t('The live session "{0}" stopped when the window closed. Resume it?', names)
        : l10n.t('{0} live sessions stopped when the window closed ({1}). Resume them?', known.length, names);
    return (await inform(question, resume, l10n.t('Not Now'))) === resume ? known : [];
  }
}
