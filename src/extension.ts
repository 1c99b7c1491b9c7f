import { commands, Disposable, window, type ExtensionContext } from 'vscode';
import { COMMANDS, LIVE_COMMANDS } from './editor/command-ids.js';
import { DecodedLogs } from './editor/decoded-logs.js';
import type { Inspector } from './editor/inspector.js';
import { RUNNING_KEY } from './editor/live/running-key.js';
import { LogDetector } from './editor/log-detector.js';
import { fail } from './editor/notifications.js';
import { Output } from './editor/output.js';
import { SessionFiles } from './editor/session-files.js';

let started: Promise<Inspector> | undefined;

/** Listens, and no more: all that works with logs is in a bundle of its own, loaded for the first log or command. */
export function activate(context: ExtensionContext): void {
  const output = new Output();
  const inspector = (): Promise<Inspector> =>
    (started ??= import('./editor/inspector.js').then(({ startInspector }) => startInspector(context, output)));

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
    Disposable.from(
      ...COMMANDS.map((command) => registered(command, output, async (args) => (await inspector()).run(command, args))),
      ...LIVE_COMMANDS.map((command) =>
        registered(command, output, async (args) => (await inspector()).runLive(command, args)),
      ),
    ),
  );
  if (context.workspaceState.get(RUNNING_KEY) !== undefined)
    inspector()
      .then((parts) => parts.offerResume())
      .catch((error: unknown) => {
        output.error('Live sessions', error);
      });
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
