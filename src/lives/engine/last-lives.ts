import { NO_LIFE } from './life-table.js';

const FIRST = 64;

/** The last life for each of something that is numbered from 0: people, rooms, handles. */
export class LastLives {
  private lives = new Int32Array(FIRST).fill(NO_LIFE);

  /** The life set last for a number, or {@link NO_LIFE}. */
  of(number: number): number {
    return number < 0 ? NO_LIFE : (this.lives[number] ?? NO_LIFE);
  }

  set(number: number, life: number): void {
    if (number < 0) return;
    if (number >= this.lives.length) {
      const larger = new Int32Array(Math.max(number + 1, 2 * this.lives.length)).fill(NO_LIFE);
      larger.set(this.lives);
      this.lives = larger;
    }
    this.lives[number] = life;
  }
}
