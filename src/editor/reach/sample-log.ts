/** The log that comes with the extension: a recording of Janus 1.1.2 of people in a video room, one of whom lost the connection. */
import { Uri } from 'vscode';

/** `extension` is its folder, which is at another place on every machine. */
export const sampleLog = (extension: Uri): Uri => Uri.joinPath(extension, 'media', 'sample', 'video-room.jsonl');

export const isSampleLog = (log: Uri, extension: Uri): boolean => log.toString() === sampleLog(extension).toString();
