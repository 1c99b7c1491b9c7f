import type { SecretStorage } from 'vscode';
import { needsSecret, type LiveProfile } from '../../live/profile.js';

/** The passwords of profiles: in VS Code's secret storage, and nowhere else. */
export class LiveSecrets {
  constructor(private readonly storage: SecretStorage) {}

  /** Undefined: none is known; null: the profile needs none. */
  async of(profile: LiveProfile): Promise<string | null | undefined> {
    return needsSecret(profile) ? this.storage.get(keyOf(profile.name)) : null;
  }

  /** Keeps a profile's password; null forgets it. */
  async keep(name: string, secret: string | null): Promise<void> {
    if (secret === null) await this.storage.delete(keyOf(name));
    else await this.storage.store(keyOf(name), secret);
  }
}

const keyOf = (name: string): string => `live password of ${name}`;
