/** Where symbolic links lead. Node only. */
import { realpath } from 'node:fs/promises';
import { relative, isAbsolute, sep } from 'node:path';
import { workspace, type Uri } from 'vscode';

/**
 * Whether a file is in a folder of the workspace once all symbolic links are followed. Other file systems see to it
 * themselves.
 */
export async function isReallyInside(file: Uri): Promise<boolean> {
  if (file.scheme !== 'file') return true;
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const [path, ...roots] = await Promise.all(
    [file, ...folders.map(({ uri }) => uri)].map((uri) => realpath(uri.fsPath).catch(() => null)),
  );
  return path != null && roots.some((root) => root !== null && leadsInside(relative(root, path)));
}

const leadsInside = (path: string): boolean => path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
