/**
 * Which folder captures go into: the one the user has set, else one inside the workspace, else the extension's storage.
 * A workspace can name a folder for its captures too, but none outside of itself, links followed.
 */
import * as l10n from '@vscode/l10n';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { workspace, type ExtensionContext } from 'vscode';
import { realPathOf } from '../../live/capture/real-path.js';
import { SourceProblem } from '../../live/live-source.js';

const DEFAULT = '.janus';

/** The folder, made if it was not there. Throws {@link SourceProblem} where it cannot be used. */
export async function captureFolder(context: ExtensionContext): Promise<string> {
  const setting = workspace.getConfiguration('janusEvents.live').inspect<string>('captureFolder');
  const ofUser = setting?.globalValue?.trim() ?? '';
  if (isAbsolute(ofUser)) return made(ofUser);
  const root = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
  // What a folder holds that is not trusted, links among it, has no say in where is written.
  if (root === undefined || !workspace.isTrusted)
    return made(join((context.storageUri ?? context.globalStorageUri).fsPath, 'captures'));
  const ofWorkspace = (setting?.workspaceFolderValue ?? setting?.workspaceValue)?.trim() ?? '';
  return inside(root, ofWorkspace || ofUser || DEFAULT);
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A folder within the workspace, which also is no part of what is committed: events can hold credentials. */
async function inside(root: string, folder: string): Promise<string> {
  const path = resolve(root, folder);
  await confine(root, folder, path);
  await made(path);
  // Once more now that all of it is there.
  await confine(root, folder, path);
  try {
    await writeFile(join(path, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return path;
}

/** Throws unless a path, links followed, is in the workspace. */
async function confine(root: string, folder: string, path: string): Promise<void> {
  if (isWithin(await realpath(root), await realPathOf(path, Infinity))) return;
  throw new SourceProblem(
    l10n.t(
      'The capture folder "{0}" leads out of the workspace. Set janusEvents.live.captureFolder to a folder inside it, or to an absolute path in your user settings.',
      folder,
    ),
  );
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
