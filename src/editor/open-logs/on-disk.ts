/** Which files can be read by their path. Node only: in a browser none can, see `on-disk.web.ts`. */
import type { Uri } from 'vscode';

/** Whether this extension runs where files have paths. */
export const canReadPaths: boolean = true;

export const isOnDisk = ({ scheme }: Uri): boolean => scheme === 'file';
