import type { ExtensionContext } from 'vscode';

/** Everything else is in a bundle of its own, so that a window without a Janus log loads next to nothing. */
export async function activate(context: ExtensionContext): Promise<void> {
  const { startInspector } = await import('./editor/inspector.js');
  startInspector(context);
}
