/** What a person does about findings that are expected: mark one with a reason, take that back, look at all of them. */
import {
  commands,
  l10n,
  Range,
  ThemeIcon,
  window,
  workspace,
  type QuickInputButton,
  type QuickPickItem,
  type Uri,
} from 'vscode';
import {
  expectedOf,
  isSameFinding,
  LONGEST_REASON,
  timeOfEntry,
  type ExpectedFinding,
} from '../../expected/expected-finding.js';
import { legiblePicks } from '../legible.js';
import { announce, inform } from '../notifications.js';
import { nameOf } from '../open-logs/log-uris.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { SessionOfLog } from '../saving/session-sharing.js';
import type { ExpectedFiles } from './expected-files.js';

/** Asks why, and writes it into the file of the log's folder. A finding that is marked gets another reason. */
export async function markExpected(files: ExpectedFiles, { log, session }: SessionOfLog): Promise<void> {
  const found = await entryOf({ log, session });
  const file = files.fileFor(log.source);
  if (found === null || file === null) {
    announce(
      file === null
        ? l10n.t('Janus: save the log in a folder first')
        : l10n.t('Janus: this session did not end silently, so there is nothing to expect'),
    );
    return;
  }
  const asked = await window.showInputBox({
    title: l10n.t('Mark as Expected'),
    prompt: l10n.t('Why is it expected that this session ends silently? The reason is kept in {0}.', nameOf(file)),
    placeHolder: l10n.t('Load test of 23 November'),
    value: found.reason,
    // Who writes a reason looks things up on the way.
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim().length > LONGEST_REASON ? l10n.t('At most {0} characters.', LONGEST_REASON) : undefined,
  });
  const reason = asked?.trim();
  if (reason === undefined || reason === '') return;
  const entry = { ...found, reason };
  const marked = await files.change(file, (entries) => [
    ...entries.filter((other) => !isSameFinding(other, entry)),
    entry,
  ]);
  if (marked) announce(l10n.t('Marked as expected in {0}', nameOf(file)));
}

export async function unmarkExpected(files: ExpectedFiles, about: SessionOfLog): Promise<void> {
  const { log, session } = about;
  const { expected } = await log.analysis.ask({ method: 'row', session });
  const entry = await entryOf(about);
  const file = files.fileFor(log.source);
  if (expected === null || entry === null || file === null)
    announce(l10n.t('Janus: this session is not marked as expected'));
  else await remove(files, file, entry);
}

interface ExpectedPick extends QuickPickItem {
  readonly file: Uri;
  readonly entry: ExpectedFinding;
}

const removing = (): QuickInputButton => ({ iconPath: new ThemeIcon('trash'), tooltip: l10n.t('No longer expected') });
const opening = (): QuickInputButton => ({
  iconPath: new ThemeIcon('go-to-file'),
  tooltip: l10n.t('Open in the file'),
});

/** Lists all that is expected; one that is chosen is shown where it happened, if its log is open, else in the file. */
export async function listExpected(
  files: ExpectedFiles,
  logs: OpenLogs,
  show: (found: SessionOfLog) => Promise<void>,
): Promise<void> {
  let picks = await picksOf(files);
  if (picks.length === 0) {
    void inform(
      l10n.t('Nothing is marked as expected. "Mark as Expected…" is in the menus of sessions that ended silently.'),
    );
    return;
  }
  const picker = window.createQuickPick<ExpectedPick>();
  picker.title = l10n.t('Expected Findings');
  picker.placeholder = l10n.t('Session, server, cause or reason');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = picks;
  try {
    const chosen = await new Promise<{ readonly pick: ExpectedPick; readonly inFile: boolean } | null>((resolve) => {
      picker.onDidTriggerItemButton(({ item, button }) => {
        if (button.tooltip === opening().tooltip) {
          resolve({ pick: item, inFile: true });
          return;
        }
        void remove(files, item.file, item.entry).then((removed) => {
          if (removed) picker.items = picks = picks.filter((other) => other !== item);
        });
      });
      picker.onDidAccept(() => {
        const [pick] = picker.selectedItems;
        resolve(pick === undefined ? null : { pick, inFile: false });
      });
      picker.onDidHide(() => {
        resolve(null);
      });
      picker.show();
    });
    if (chosen === null) return;
    const { file, entry } = chosen.pick;
    const session = chosen.inFile ? null : await sessionOf(entry, logs.all);
    if (session === null) await openEntry(file, entry);
    else await show(session);
  } finally {
    picker.dispose();
  }
}

async function picksOf(files: ExpectedFiles): Promise<ExpectedPick[]> {
  const picks: ExpectedPick[] = [];
  for (const file of files.all)
    for (const entry of (await files.entriesOf(file)) ?? []) {
      const { server, session, cause, reason } = entry;
      const about = [server, cause, timeOfEntry(entry)].filter((part) => part !== '').join(' · ');
      const buttons = [opening(), removing()];
      picks.push({ file, entry, label: session, description: about, detail: reason, buttons });
    }
  return legiblePicks(picks);
}

async function remove(files: ExpectedFiles, file: Uri, entry: ExpectedFinding): Promise<boolean> {
  const removed = await files.change(file, (entries) => entries.filter((other) => !isSameFinding(other, entry)));
  if (removed) announce(l10n.t('No longer expected: session {0}', entry.session));
  return removed;
}

/** As the file has it, with the reason there is; null for what did not end silently. */
async function entryOf({ log, session }: SessionOfLog): Promise<ExpectedFinding | null> {
  const row = await log.analysis.ask({ method: 'row', session });
  return expectedOf({ ...row, flagged: row.outcome === 'silent' }, row.expected ?? '');
}

async function sessionOf(expected: ExpectedFinding, logs: readonly OpenLog[]): Promise<SessionOfLog | null> {
  for (const log of logs) {
    if (log.state.summary === null) continue;
    const session = await log.analysis.ask({ method: 'findExpected', expected });
    if (session !== null) return { log, session };
  }
  return null;
}

async function openEntry(file: Uri, entry: ExpectedFinding): Promise<void> {
  const document = await workspace.openTextDocument(file);
  const text = document.getText();
  const time = text.indexOf(JSON.stringify(timeOfEntry(entry)));
  const at = document.positionAt(Math.max(0, time < 0 ? text.indexOf(JSON.stringify(entry.session)) : time));
  await commands.executeCommand('vscode.open', file, { selection: new Range(at, at) });
}
