/** Opening braces ahead whose objects are known to be damaged: reading them again would tell no more. */
export class DamagedObjects {
  /** Offsets, nearest last. */
  private readonly offsets: number[] = [];

  /** The damage that ends a value ends every object as well that is open in it; offsets come outermost first. */
  add(unfinished: readonly number[]): void {
    for (let k = unfinished.length - 1; k >= 0; k--) this.offsets.push(unfinished[k]!);
  }

  /** Whether there are any from `offset` on; those before are forgotten. */
  anyFrom(offset: number): boolean {
    const { offsets } = this;
    while (offsets.length > 0 && offsets.at(-1)! < offset) offsets.pop();
    return offsets.length > 0;
  }

  forget(): void {
    this.offsets.length = 0;
  }

  has(offset: number): boolean {
    return this.anyFrom(offset) && this.offsets.at(-1) === offset;
  }
}
