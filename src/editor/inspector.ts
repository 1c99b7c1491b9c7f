import * as vscode from 'vscode';

/** Makes the parts of the extension and wires them. */
export function startInspector(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Janus Event Inspector', { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('janusEvents.showLog', () => {
      output.show();
    }),
  );
}
