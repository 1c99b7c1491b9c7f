/** `kept-logs.ts` where nothing is kept of logs: there is no folder that the analysis could write to. */
export class KeptLogs {
  readonly place = null;

  clear(): void {
    // Nothing is there.
  }
}
