/** A command line that cannot be understood, said in words. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** Whether that is what was thrown, also by another bundle, which has the class once more. */
export const isUsageError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'USAGE';
