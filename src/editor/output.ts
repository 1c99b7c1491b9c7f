import * as vscode from 'vscode';
import { visibleLines } from '../encoding/visible.js';

/** Lines after the first are set in: none can pass for an entry of its own. */
const entry = (text: string): string => visibleLines(text).replace(/\r?\n/g, '\n    ');

/** The output channel "Janus Events", which comes into being with the first line, so that other windows never see it. */
export class Output implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | null = null;

  info(message: string): void {
    this.open().info(entry(message));
  }

  warn(message: string): void {
    this.open().warn(entry(message));
  }

  /** What went wrong, with its stack, which no notification shows. */
  error(what: string, error: unknown): void {
    this.open().error(entry(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
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
