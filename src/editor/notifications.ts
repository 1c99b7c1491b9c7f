/**
 * All that is said in notifications, messages of the status bar and dialogs. VS Code finds links to commands in such text,
 * and icons in the status bar; names of logs, topics and what servers answer are chosen by strangers. Here they become
 * text, and lint keeps `vscode.window`'s own functions from being called elsewhere.
 */
import { ProgressLocation, window, type CancellationToken, type Progress } from 'vscode';
import { labelText, notificationText } from '../encoding/workbench.js';

/** Each resolves with the button that was pressed, or undefined. */
export const inform = (message: string, ...buttons: string[]): Thenable<string | undefined> =>
  window.showInformationMessage(notificationText(message), ...buttons);

export const warn = (message: string, ...buttons: string[]): Thenable<string | undefined> =>
  window.showWarningMessage(notificationText(message), ...buttons);

export const fail = (message: string, ...buttons: string[]): Thenable<string | undefined> =>
  window.showErrorMessage(notificationText(message), ...buttons);

/** A dialog that waits for an answer: whether `yes` was pressed. */
export const confirm = async (question: string, yes: string): Promise<boolean> =>
  (await window.showWarningMessage(notificationText(question), { modal: true }, yes)) === yes;

/** The same with several answers, the first of them at hand: the one that was pressed. */
export const decide = (question: string, ...answers: string[]): Thenable<string | undefined> =>
  window.showWarningMessage(notificationText(question), { modal: true }, ...answers);

/** Long enough to read a sentence in the status bar. */
const ANNOUNCED_MS = 5000;

/** A few words in the status bar for some ms. */
export const announce = (words: string, ms = ANNOUNCED_MS): void => {
  window.setStatusBarMessage(labelText(words), ms);
};

/** A notification with Cancel for as long as `task` takes. */
export const withCancellation = <T>(
  title: string,
  task: (progress: Progress<{ message?: string; increment?: number }>, cancelled: CancellationToken) => Promise<T>,
): Thenable<T> => {
  const options = { location: ProgressLocation.Notification, title: notificationText(title), cancellable: true };
  return window.withProgress(options, task);
};
