import { Uri } from 'vscode';
import { fileNameText } from '../../encoding/file-name.js';

/** Where to put what is made of a log: under its name, so that it is found again; in its folder, if it has one. */
export function besideLog(source: Uri, ending: string): Uri {
  const name = `${fileNameText(source.path.replace(/^.*\//, '').replace(/(\.gz)?$/, ''))}.${ending}`;
  return source.scheme === 'untitled' ? Uri.file(name) : Uri.joinPath(source, '..', name);
}
