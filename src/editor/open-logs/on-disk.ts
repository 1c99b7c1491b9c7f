/** Which files can be read by their path. Node only: in a browser none can, see `on-disk.web.ts`. */
import type { Uri } from 'vscode';

export const isOnDisk = ({ scheme }: Uri): boolean => scheme === 'file';
