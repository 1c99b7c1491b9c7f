/**
 * The files that say what is expected, one for each folder of the workspace: read when a log is opened, followed, and changed.
 * A file that cannot be understood is told, expects nothing, and is never written over.
 */
import {
  commands,
  Disposable,
  FileSystemError,
  l10n,
  RelativePattern,
  Uri,
  workspace,
  type FileSystemWatcher,
} from 'vscode';
import {
  EXPECTED_FILE,
  ExpectedUnreadable,
  LONGEST_FILE,
  NOTHING_EXPECTED,
  readExpected,
  writtenExpected,
  type ExpectedFile,
} from '../../expected/expected-file.js';
import type { ExpectedFinding } from '../../expected/expected-finding.js';
import { partOf } from '../../sources/part-name.js';
import { warn } from '../notifications.js';
import { nameOf } from '../open-logs/log-uris.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';

/** What a file expects, or why it cannot be used. */
type Known = { readonly file: ExpectedFile } | { readonly problem: string };

/** Saves come as several changes. */
const CHANGE_PAUSE_MS = 100;

export class ExpectedFiles implements Disposable {
  private readonly watchers = new Map<string, Disposable>();
  private readonly disposables: Disposable;
  /** Of those told of last. */
  private readonly told = new Map<string, string>();
  private changes: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly logs: OpenLogs,
    private readonly output: Output,
  ) {
    this.disposables = Disposable.from(
      logs.onDidOpen((log) => {
        this.follow(log);
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        for (const log of logs.all) this.follow(log);
      }),
    );
  }

  /**
   * Where it stands what is expected of a log: its folder of the workspace, else the first one, else its own folder.
   * Null: nowhere.
   */
  fileFor(source: Uri): Uri | null {
    const folder = workspace.getWorkspaceFolder(source) ?? workspace.workspaceFolders?.[0];
    if (folder !== undefined) return Uri.joinPath(folder.uri, EXPECTED_FILE);
    return source.scheme === 'untitled' ? null : Uri.joinPath(source, '..', EXPECTED_FILE);
  }

  /** The same where there is such a file. */
  async existingFor(source: Uri): Promise<Uri | null> {
    const file = this.fileFor(source);
    if (file === null) return null;
    const found = await Promise.resolve(workspace.fs.stat(file)).catch(() => null);
    return found === null ? null : file;
  }

  /** The files that there can be: of the workspace, and of the logs that are open. */
  get all(): readonly Uri[] {
    const ofFolders = (workspace.workspaceFolders ?? []).map(({ uri }) => Uri.joinPath(uri, EXPECTED_FILE));
    const ofLogs = this.logs.all.flatMap(({ source }) => this.fileFor(source) ?? []);
    return [...new Map([...ofFolders, ...ofLogs].map((uri) => [uri.toString(), uri])).values()];
  }

  /** What a file expects; null where there is none. What is wrong with it is told. */
  async entriesOf(file: Uri): Promise<readonly ExpectedFinding[] | null> {
    const known = await read(file);
    if (known === null) return null;
    if (!('problem' in known)) return known.file.expected;
    this.tellProblem(file, known.problem);
    return null;
  }

  /** Changes the entries of a file, one change after the other. False: it could not be, and the person knows why. */
  change(file: Uri, edit: (entries: readonly ExpectedFinding[]) => readonly ExpectedFinding[]): Promise<boolean> {
    const change = this.changes.then(() => this.changeNow(file, edit));
    this.changes = change.catch(() => undefined);
    return change;
  }

  dispose(): void {
    this.disposables.dispose();
    for (const watcher of this.watchers.values()) watcher.dispose();
  }

  private async changeNow(
    file: Uri,
    edit: (entries: readonly ExpectedFinding[]) => readonly ExpectedFinding[],
  ): Promise<boolean> {
    const isUnsaved = workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.toString() === file.toString());
    if (isUnsaved) {
      void warn(l10n.t('{0} has changes that are not saved. Save it first.', nameOf(file)));
      return false;
    }
    const known = (await read(file)) ?? { file: NOTHING_EXPECTED };
    if ('problem' in known) {
      this.told.delete(file.toString());
      this.tellProblem(file, known.problem);
      return false;
    }
    const bytes = new TextEncoder().encode(writtenExpected({ ...known.file, expected: edit(known.file.expected) }));
    // What nobody could read again is not written: the entries there were would be lost with it.
    if (bytes.length > LONGEST_FILE) {
      void warn(l10n.t('{0} would be too large, and is left as it is.', nameOf(file)));
      return false;
    }
    const part = file.with({ path: partOf(file.path) });
    try {
      await workspace.fs.writeFile(part, bytes);
      await workspace.fs.rename(part, file, { overwrite: true });
    } catch (error) {
      await Promise.resolve(workspace.fs.delete(part)).catch(() => undefined);
      const why = error instanceof Error ? error.message : String(error);
      void warn(l10n.t('{0} could not be written: {1}', nameOf(file), why));
      return false;
    }
    await this.tellLogs(file);
    return true;
  }

  private follow(log: OpenLog): void {
    const file = this.fileFor(log.source);
    if (file === null) return;
    const key = file.toString();
    if (!this.watchers.has(key)) this.watchers.set(key, this.watch(file));
    this.tell(file, [log]).catch((error: unknown) => {
      this.output.error(`What is expected of ${log.name}`, error);
    });
  }

  private watch(file: Uri): Disposable {
    const pattern = new RelativePattern(Uri.joinPath(file, '..'), EXPECTED_FILE);
    const watcher: FileSystemWatcher = workspace.createFileSystemWatcher(pattern);
    let pause: NodeJS.Timeout | undefined;
    const changed = (): void => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        this.tellLogs(file).catch((error: unknown) => {
          this.output.error(`What ${nameOf(file)} expects`, error);
        });
      }, CHANGE_PAUSE_MS);
    };
    const events = [watcher.onDidCreate(changed), watcher.onDidChange(changed), watcher.onDidDelete(changed)];
    return Disposable.from(watcher, ...events, new Disposable(() => clearTimeout(pause)));
  }

  private tellLogs(file: Uri): Promise<void> {
    return this.tell(
      file,
      this.logs.all.filter(({ source }) => this.fileFor(source)?.toString() === file.toString()),
    );
  }

  private async tell(file: Uri, logs: readonly OpenLog[]): Promise<void> {
    const expected = (await this.entriesOf(file)) ?? [];
    await Promise.all(logs.map((log) => log.expect(expected)));
  }

  /** Once, until it is another problem. */
  private tellProblem(file: Uri, problem: string): void {
    if (this.told.get(file.toString()) === problem) return;
    this.told.set(file.toString(), problem);
    const open = l10n.t('Open');
    const words = l10n.t(
      '{0} cannot be used: {1}. Until it can, nothing counts as expected, and it is not written to.',
      nameOf(file),
      problem,
    );
    void warn(words, open).then(async (chosen) => {
      if (chosen === open) await commands.executeCommand('vscode.open', file);
    });
  }
}

/** Null: there is none. */
async function read(file: Uri): Promise<Known | null> {
  let bytes: Uint8Array;
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > LONGEST_FILE) return { problem: l10n.t('it is too large') };
    bytes = await workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return null;
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  try {
    return { file: readExpected(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) };
  } catch (error) {
    if (error instanceof ExpectedUnreadable) return { problem: error.message };
    return { problem: l10n.t('it is no text in UTF-8') };
  }
}
