/** Entry of the extension in a browser: logs come through VS Code's file systems, the analysis runs in a web worker. */
import { env, Uri, workspace, type ExtensionContext } from 'vscode';
import { activateWith, type Activated } from './editor/activate.js';
import { COMMANDS, LIVE_COMMANDS } from './editor/commands/command-ids.js';
import { startInspector } from './editor/inspector.js';
import { startLive } from './editor/live/live.js';
import { CAPTURE_SCHEME, capturesInMemory } from './editor/open-logs/captures-in-memory.js';
import type { JanusEventsApi } from './editor/reach/api.js';
import { setContext } from './editor/when-context.js';
import { knowBrowser } from './live/session/this-browser.web.js';

/** What the `when` clauses of package.json hide by `janusEvents.inBrowser`. */
const NOT_HERE = ['clearIndex', 'revealCapture'];

let activated: Activated | undefined;

export function activate(context: ExtensionContext): JanusEventsApi {
  void setContext('inBrowser', true);
  knowBrowser(env.machineId);
  context.subscriptions.push(
    workspace.registerFileSystemProvider(CAPTURE_SCHEME, capturesInMemory, { isReadonly: true, isCaseSensitive: true }),
  );
  const here = <T extends string>(commands: readonly T[]): T[] => commands.filter((name) => !NOT_HERE.includes(name));
  activated = activateWith(context, here(COMMANDS), here(LIVE_COMMANDS), async (output) => {
    const worker = await workerFor(context.extensionUri);
    return startInspector(context, output, worker, { load: () => Promise.resolve(startLive), worker });
  });
  return activated.api;
}

/** What a broker is told last. */
export async function deactivate(): Promise<void> {
  await activated?.stop();
}

/** A URL of the worker's program: a browser starts none from another origin, which the extension's files have. */
async function workerFor(extension: Uri): Promise<string> {
  const program = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'browser-worker.js'));
  return URL.createObjectURL(new Blob([new Uint8Array(program)], { type: 'text/javascript' }));
}
