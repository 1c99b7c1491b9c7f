/** Entry of the extension where Node is: on a desktop, or on the other side of a remote window. */
import { Uri, type ExtensionContext } from 'vscode';
import { activateWith, type Activated } from './editor/activate.js';
import { COMMANDS, LIVE_COMMANDS } from './editor/commands/command-ids.js';
import type { JanusEventsApi } from './editor/reach/api.js';

let activated: Activated | undefined;

export function activate(context: ExtensionContext): JanusEventsApi {
  const program = (file: string): string => Uri.joinPath(context.extensionUri, 'dist', file).fsPath;
  const liveCommands = LIVE_COMMANDS.filter((command) => command !== 'saveCapture');
  activated = activateWith(context, COMMANDS, liveCommands, async (output) => {
    const { startInspector } = await import('./editor/inspector.js');
    return startInspector(context, output, program('worker.js'), {
      load: async () => (await import('./editor/live/live.js')).startLive,
      worker: program('live-worker.js'),
    });
  });
  return activated.api;
}

/** What is acknowledged has to be in its file, ports have to be free: VS Code waits for that. */
export async function deactivate(): Promise<void> {
  await activated?.stop();
}
