/** What only tells something keeps no process of Node from its end; a browser has nothing of the kind. */
export function unref(timer: NodeJS.Timeout): void {
  (timer as { unref?: () => void }).unref?.();
}
