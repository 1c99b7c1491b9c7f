/** Files that others name by a path in the workspace, as `workspace.asRelativePath()` writes it. */
import { Uri, workspace } from 'vscode';
import { isReallyInside } from './really-inside.js';

/**
 * The file of a path: in a folder of the workspace, with the folder's name in front where there are several, or the whole path.
 * Null for what is not there or leads out of the folders, be it by a symbolic link: those who name it may not be the person who
 * made the link.
 */
export async function fileOfWorkspace(path: string): Promise<Uri | null> {
  const folders = workspace.workspaceFolders ?? [];
  const named = folders
    .filter(({ name }) => folders.length > 1 && path.startsWith(`${name}/`))
    .map(({ uri, name }) => Uri.joinPath(uri, path.slice(name.length + 1)));
  const inside = folders.map(({ uri }) => Uri.joinPath(uri, path));
  const whole = path.startsWith('/') ? folders.map(({ uri }) => uri.with({ path: path.replace(/^\/+/, '/') })) : [];
  for (const candidate of [...named, ...inside, ...whole]) {
    // "../" leads out of a folder.
    if (workspace.getWorkspaceFolder(candidate) === undefined) continue;
    const found = await Promise.resolve(workspace.fs.stat(candidate)).catch(() => null);
    if (found !== null && (await isReallyInside(candidate))) return candidate;
  }
  return null;
}
