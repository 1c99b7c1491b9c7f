import { Uri, workspace } from 'vscode';
import { fileNameText } from '../../encoding/file-name.js';
import { CAPTURE_SCHEME } from '../open-logs/captures-in-memory.js';

/** Where to put what is made of a log: under its name, so that it is found again; in its folder, if it has one. */
export function besideLog(source: Uri, ending: string): Uri {
  const name = `${fileNameText(source.path.replace(/^.*\//, '').replace(/(\.gz)?$/, ''))}.${ending}`;
  const hasFolder = source.scheme !== 'untitled' && source.scheme !== CAPTURE_SCHEME;
  return hasFolder ? Uri.joinPath(source, '..', name) : inWorkspace(name);
}

/** Where to put what has no folder of its own. */
export function inWorkspace(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  return folder === undefined ? Uri.file(name) : Uri.joinPath(folder.uri, name);
}
