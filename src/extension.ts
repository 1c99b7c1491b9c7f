/** Entry of the extension where Node is: on a desktop, or on the other side of a remote window. */
import { Uri, type ExtensionContext } from 'vscode';
import { activateWith, type Activated } from './editor/activate.js';
import { COMMANDS, LIVE_COMMANDS } from './editor/commands/command-ids.js';
import type { JanusEventsApi } from './editor/reach/api.js';

let activated: Activated | undefined;

export function activate(context: ExtensionContext): JanusEventsApi {
  const worker = Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath;
  activated = activateWith(context, COMMANDS, LIVE_COMMANDS, async (output) => {
    const { startInspector } = await import('./editor/inspector.js');
    return startInspector(context, output, worker, async () => (await import('./editor/live/live.js')).startLive);
  });
  return activated.api;
}

/** What is acknowledged has to be in its file, ports have to be free: VS Code waits for that. */
export async function deactivate(): Promise<void> {
  await activated?.stop();
}
