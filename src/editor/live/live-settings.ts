/**
 * The settings `janusEvents.live.*`. All but the capture's folder are of the user alone (scope "application"): a workspace
 * cannot set them. Where the folder comes from a workspace, capture-folder.ts holds it inside.
 */
import { ConfigurationTarget, l10n, workspace } from 'vscode';
import * as z from 'zod/mini';
import { LiveProfile } from '../../live/profile.js';
import { SOURCES_ELSEWHERE } from '../../live/sources.js';
import type { Output } from '../output.js';

const SECTION = 'janusEvents.live';
const MEGABYTE = 1_000_000;

export interface CaptureLimits {
  readonly fsync: boolean;
  /** Bytes. */
  readonly maxSize: number;
  readonly maxTotal: number;
}

export class LiveSettings {
  constructor(private readonly output: Output) {}

  /** The saved profiles, each name once. What is no profile is said in the output channel, without its content. */
  get profiles(): LiveProfile[] {
    const profiles = new Map<string, LiveProfile>();
    for (const [position, entry] of this.saved.entries()) {
      if (nameElsewhere(entry) !== null) continue;
      const parsed = LiveProfile.safeParse(entry);
      if (parsed.success) profiles.set(parsed.data.name, parsed.data);
      else
        this.output.warn(
          `Profile ${String(position + 1)} of ${SECTION}.profiles is not used: ${z.prettifyError(parsed.error)}`,
        );
    }
    return [...profiles.values()];
  }

  /** Names of those whose sources do not run here. */
  get elsewhere(): string[] {
    return this.saved.map(nameElsewhere).filter((name) => name !== null);
  }

  /** Adds a profile or replaces the one of its name; what else is in the setting stays as it is. */
  async save(profile: LiveProfile): Promise<void> {
    await this.write([...this.others(profile.name), profile]);
  }

  async forget(name: string): Promise<void> {
    await this.write(this.others(name));
  }

  get limits(): CaptureLimits {
    const maxSize = this.number('rotateAfterMegabytes', 256) * MEGABYTE;
    return {
      fsync: this.ofUser('fsync') === true,
      maxSize,
      maxTotal: Math.max(this.number('keepMegabytes', 2048) * MEGABYTE, 2 * maxSize),
    };
  }

  get notifySilentEndings(): boolean {
    return this.ofUser('notifySilentEndings') === true;
  }

  private get saved(): readonly unknown[] {
    const saved = this.ofUser('profiles');
    return Array.isArray(saved) ? (saved as unknown[]) : [];
  }

  private others(name: string): unknown[] {
    return this.saved.filter((entry) => !z.object({ name: z.literal(name) }).safeParse(entry).success);
  }

  private async write(profiles: readonly unknown[]): Promise<void> {
    await workspace.getConfiguration(SECTION).update('profiles', profiles, ConfigurationTarget.Global);
  }

  private number(key: string, fallback: number): number {
    const value = this.ofUser(key);
    if (typeof value === 'number' && value >= 1) return value;
    if (value !== undefined)
      this.output.warn(l10n.t('Setting {0} is not used: it is a number from 1.', `${SECTION}.${key}`));
    return fallback;
  }

  /** What the user has set: whatever scope a setting is declared with, a workspace has no say here. */
  private ofUser(key: string): unknown {
    const found = workspace.getConfiguration(SECTION).inspect<unknown>(key);
    return found?.globalValue ?? found?.defaultValue;
  }
}

const Elsewhere = z.looseObject({ source: z.enum(SOURCES_ELSEWHERE), name: z.string() });

/** The name of a saved profile whose source does not run here; null: it may. */
function nameElsewhere(entry: unknown): string | null {
  const parsed = Elsewhere.safeParse(entry);
  return parsed.success ? parsed.data.name : null;
}
