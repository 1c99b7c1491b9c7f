import { commands } from 'vscode';

/** Sets `janusEvents.KEY`, which `when` clauses in package.json ask for. */
export const setContext = (key: string, value: unknown): Thenable<unknown> =>
  commands.executeCommand('setContext', `janusEvents.${key}`, value);
