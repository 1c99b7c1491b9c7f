import * as vscode from 'vscode';

/** The output channel "Janus Events", which comes into being with the first line, so that other windows never see it. */
export class Output implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | null = null;

  info(message: string): void {
    this.open().info(message);
  }

  warn(message: string): void {
    this.open().warn(message);
  }

  /** What went wrong, with its stack: the place for what a person is not bothered with. */
  error(what: string, error: unknown): void {
    this.open().error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  show(): void {
    this.open().show();
  }

  dispose(): void {
    this.channel?.dispose();
  }

  private open(): vscode.LogOutputChannel {
    return (this.channel ??= vscode.window.createOutputChannel('Janus Events', { log: true }));
  }
}
