/** Where the command line keeps what it will be asked for again. Node only. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder of the command line in the user's cache, as each system has it; null for users without a home. */
export function defaultFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string | null {
  const { XDG_CACHE_HOME: cache = '', LOCALAPPDATA: local = '' } = environment;
  try {
    if (platform === 'win32')
      return join(local === '' ? join(homedir(), 'AppData', 'Local') : local, 'janus-events', 'Cache');
    if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'janus-events');
    return join(isAbsolute(cache) ? cache : join(homedir(), '.cache'), 'janus-events');
  } catch {
    // A container may run this as a user that its system does not know.
    return null;
  }
}
