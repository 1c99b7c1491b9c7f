/** A command line that cannot be understood, said in words. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
