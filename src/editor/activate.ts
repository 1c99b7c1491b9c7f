/** What is there from the start of VS Code on. */
import { commands, Disposable, window, type ExtensionContext } from 'vscode';
import type { Command, LiveCommand } from './commands/command-ids.js';
import { DecodedLogs } from './open-logs/decoded-logs.js';
import type { Inspector } from './inspector.js';
import { RUNNING_KEY } from './live/running-key.js';
import { LogDetector } from './open-logs/log-detector.js';
import { fail } from './notifications.js';
import { tellUse } from './open-logs/used-here.js';
import { Output } from './output.js';
import { Api, type JanusEventsApi } from './reach/api.js';
import { registerAssistantTools } from './reach/assistant-tools.js';
import { SessionFiles } from './session-documents/session-files.js';

/** The extension once it is active. */
export interface Activated {
  readonly api: JanusEventsApi;
  /** Ends what needs time to end. */
  stop(): Promise<void>;
}

/** Listens, and no more: all that works with logs comes with `load`, for the first log or command. */
export function activateWith(
  context: ExtensionContext,
  ownCommands: readonly Command[],
  liveCommands: readonly LiveCommand[],
  load: (output: Output) => Promise<Inspector>,
): Activated {
  let started: Promise<Inspector> | undefined;
  const output = new Output();
  const inspector = (): Promise<Inspector> =>
    (started ??= load(output).then((parts) => {
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
      ...ownCommands.map((command) =>
        registered(command, output, async (args) => (await inspector()).run(command, args)),
      ),
      ...liveCommands.map((command) =>
        registered(command, output, async (args) => (await inspector()).runLive(command, args)),
      ),
    ),
  );
  tellUse(context.workspaceState);
  if (liveCommands.length > 0 && context.workspaceState.get(RUNNING_KEY) !== undefined)
    inspector()
      .then((parts) => parts.offerResume())
      .catch((error: unknown) => {
        output.error('Live sessions', error);
      });
  return { api, stop: async () => (await started)?.stop() };
}

/** A command whose failure is told here: VS Code would show the message as it is, with links to commands in it. */
const registered = (name: string, output: Output, run: (args: unknown[]) => Promise<void>): Disposable =>
  commands.registerCommand(`janusEvents.${name}`, (...args: unknown[]) =>
    run(args).catch((error: unknown) => {
      output.error(`Janus: ${name}`, error);
      void fail(error instanceof Error ? error.message : String(error));
    }),
  );
