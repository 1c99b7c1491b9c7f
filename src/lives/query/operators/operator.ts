import type { Subject, Test } from '../subjects/subject.js';
import type { TestOf } from './tests.js';

/** What can be asked with `name:value`. */
export interface Operator {
  /** For people: "what went on at a time". */
  readonly about: () => string;
  readonly example: string;
  /** All values that there are, where they are few. */
  readonly values?: readonly string[];
  /** Texts of a subject that are worth to be proposed as values. */
  readonly proposes?: (subject: Subject) => readonly string[];
  /**
   * It asks for what lives have rather than sessions: where sessions are looked for, those are found that hold such a life.
   * The others, `dur:<5s`, are about the sessions themselves then, as each of them holds something short.
   */
  readonly ofLives?: (values: readonly string[]) => boolean;
  /** Finding it out takes longer than a look at columns: it is asked last. */
  readonly costs?: boolean;
  readonly test: TestOf;
}

export const always = (): boolean => true;

/** The same test, passed by sessions as well that hold what passes it. */
export function held(test: Test): Test {
  return (subject) => subject.holds(test);
}

export const heldBy =
  (testOf: TestOf): TestOf =>
  (value, known) =>
    held(testOf(value, known));

export const present = (text: string | null): readonly string[] => (text === null || text === '' ? [] : [text]);
