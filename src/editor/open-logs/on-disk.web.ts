/** `on-disk.ts` in a browser: "file" is what a person has opened from their machine, and has no path. */
export const canReadPaths: boolean = false;

export const isOnDisk = (): boolean => false;
