import { NONE } from '../../events/columns.js';

const FIRST = 64;

/** The last life for each of something that is numbered from 0: people, rooms, handles. */
export class LastLives {
  private lives = new Int32Array(FIRST).fill(NONE);

  /** The life set last for a number, or {@link NONE}. */
  of(number: number): number {
    return number < 0 ? NONE : (this.lives[number] ?? NONE);
  }

  set(number: number, life: number): void {
    if (number < 0) return;
    if (number >= this.lives.length) {
      const larger = new Int32Array(Math.max(number + 1, 2 * this.lives.length)).fill(NONE);
      larger.set(this.lives);
      this.lives = larger;
    }
    this.lives[number] = life;
  }
}
