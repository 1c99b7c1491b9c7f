import { commands, Disposable, window, type ExtensionContext } from 'vscode';
import { COMMANDS, LIVE_COMMANDS } from './editor/commands/command-ids.js';
import { DecodedLogs } from './editor/open-logs/decoded-logs.js';
import type { Inspector } from './editor/inspector.js';
import { RUNNING_KEY } from './editor/live/running-key.js';
import { LogDetector } from './editor/open-logs/log-detector.js';
import { fail } from './editor/notifications.js';
import { tellUse } from './editor/open-logs/used-here.js';
import { Output } from './editor/output.js';
import { Api, type JanusEventsApi } from './editor/reach/api.js';
import { registerAssistantTools } from './editor/reach/assistant-tools.js';
import { SessionFiles } from './editor/session-documents/session-files.js';

let started: Promise<Inspector> | undefined;

/** Listens, and no more: all that works with logs is in a bundle of its own, loaded for the first log or command. */
export function activate(context: ExtensionContext): JanusEventsApi {
  const output = new Output();
  const inspector = (): Promise<Inspector> =>
    (started ??= import('./editor/inspector.js').then(({ startInspector }) => {
      const parts = startInspector(context, output);
      api.attach(parts.reach.others);
      return parts;
    }));
  const api = new Api(async () => (await inspector()).reach.others);

  context.subscriptions.push(
    output,
    DecodedLogs.register(),
    SessionFiles.register(async () => (await inspector()).documents),
    new LogDetector((source, head, tab) => {
      inspector().then(
        (parts) => parts.found(source, head, tab),
        (error: unknown) => output.error('Starting', error),
      );
    }, output),
    window.registerWebviewPanelSerializer('janusEvents.timeline', {
      deserializeWebviewPanel: async (panel, state) => (await inspector()).restoreTimeline(panel, state),
    }),
    // What it says is in package.json, for as long as there is nothing else to show.
    window.registerTreeDataProvider('janusEvents.welcome', {
      getChildren: () => [],
      getTreeItem: (item: never) => item,
    }),
    window.registerUriHandler({ handleUri: async (uri) => (await inspector()).reach.openLink(uri) }),
    registerAssistantTools(context, async () => (await inspector()).reach.assistants),
    api,
    Disposable.from(
      ...COMMANDS.map((command) => registered(command, output, async (args) => (await inspector()).run(command, args))),
      ...LIVE_COMMANDS.map((command) =>
        registered(command, output, async (args) => (await inspector()).runLive(command, args)),
      ),
    ),
  );
  tellUse(context.workspaceState);
  if (context.workspaceState.get(RUNNING_KEY) !== undefined)
    inspector()
      .then((parts) => parts.offerResume())
      .catch((error: unknown) => {
        output.error('Live sessions', error);
      });
  return api;
}

/** A command whose failure is told here: VS Code would show the message as it is, with links to commands in it. */
const registered = (name: string, output: Output, run: (args: unknown[]) => Promise<void>): Disposable =>
  commands.registerCommand(`janusEvents.${name}`, (...args: unknown[]) =>
    run(args).catch((error: unknown) => {
      output.error(`Janus: ${name}`, error);
      void fail(error instanceof Error ? error.message : String(error));
    }),
  );

/** What is acknowledged has to be in its file, ports have to be free: VS Code waits for that. */
export async function deactivate(): Promise<void> {
  await (await started)?.stop();
}
