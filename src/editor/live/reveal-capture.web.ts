/** `reveal-capture.ts` in a browser: a capture is in the memory of this window, and saved as a file. */
import { l10n, window, workspace, type Uri } from 'vscode';
import { size } from '../../words/numbers.js';
import { nameOf } from '../open-logs/log-uris.js';
import { inWorkspace } from '../saving/beside-log.js';
import { offerToOpen, writeOrComplain } from '../saving/saved-files.js';

/** Bytes of one capture. The analysis has a copy of them, and VS Code another while it shows them as text. */
export const MOST_IN_MEMORY = 128_000_000;

/** Bytes that captures had when they were saved. */
const saved = new Map<string, number>();

export const savedBytes = (capture: Uri): number => saved.get(capture.toString()) ?? 0;

export async function revealCapture(capture: Uri): Promise<void> {
  const target = await window.showSaveDialog({
    title: l10n.t('Save Capture'),
    defaultUri: inWorkspace(nameOf(capture)),
    filters: { [l10n.t('Janus event log')]: ['jsonl'] },
  });
  if (!target) return;
  const bytes = await workspace.fs.readFile(capture);
  const complaint = (name: string, why: string): string => l10n.t('{0} could not be saved: {1}', name, why);
  if (!(await writeOrComplain(target, bytes, complaint))) return;
  saved.set(capture.toString(), bytes.length);
  void offerToOpen(target, l10n.t('{0} is saved: {1}.', nameOf(target), size(bytes.length)));
}

export const revealWords = (): string => l10n.t('Save Capture…');

export const placeWords = (): string =>
  l10n.t(
    'In the memory of this window, until it is closed or reloaded. It keeps {0} of a session, which then ends. "Save Capture…" makes a file of it.',
    size(MOST_IN_MEMORY),
  );

export const sizeWords = (bytes: number): string => l10n.t('{0}, in memory', size(bytes));

export const acknowledgedWords = (): string => l10n.t('Acknowledged once in memory');

export const keptWords = (): string =>
  l10n.t(
    'What comes live is kept in the memory of this window, until it is closed or reloaded: up to {0} of a session, which then ends. "Janus: Save Capture…" makes a file of it.',
    size(MOST_IN_MEMORY),
  );
