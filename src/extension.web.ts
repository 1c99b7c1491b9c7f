/** Entry of the extension in a browser: logs come through VS Code's file systems, the analysis runs in a web worker. */
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { activateWith } from './editor/activate.js';
import { COMMANDS } from './editor/commands/command-ids.js';
import { startInspector } from './editor/inspector.js';
import type { JanusEventsApi } from './editor/reach/api.js';
import { setContext } from './editor/when-context.js';

/** What the `when` clauses of package.json hide by `janusEvents.inBrowser`, besides live sessions. */
const NOT_HERE = ['clearIndex'];

export function activate(context: ExtensionContext): JanusEventsApi {
  void setContext('inBrowser', true);
  const commands = COMMANDS.filter((command) => !NOT_HERE.includes(command));
  return activateWith(context, commands, [], async (output) =>
    startInspector(context, output, await workerFor(context.extensionUri), null),
  ).api;
}

/** A URL of the worker's program: a browser starts none from another origin, which the extension's files have. */
async function workerFor(extension: Uri): Promise<string> {
  const program = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'browser-worker.js'));
  return URL.createObjectURL(new Blob([new Uint8Array(program)], { type: 'text/javascript' }));
}
