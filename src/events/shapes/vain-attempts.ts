/** Bounds how often bytes are read as an event in another shape: an envelope and all that is in it may look like one. */

/** Objects around an object that looked like an event and were none: of a document of Elasticsearch and of a record in it. */
const MOST = 2;

export class VainAttempts {
  /** Offsets behind those objects, innermost last. */
  private readonly ends: number[] = [];

  /** Whether an object at this offset may be tried. */
  allowedAt(offset: number): boolean {
    const { ends } = this;
    while (ends.length > 0 && offset >= ends[ends.length - 1]!) ends.pop();
    return ends.length < MOST;
  }

  /** An object that ends before this offset was tried in vain. */
  note(end: number): void {
    this.ends.push(end);
  }

  forget(): void {
    this.ends.length = 0;
  }
}
