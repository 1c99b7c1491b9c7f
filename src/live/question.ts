/** What is asked of a person who sets a source up, in the editor. */

/** What has been answered, by {@link Question.key}. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

export interface Question {
  readonly key: string;
  readonly prompt: string;
  /** Picked from these, else typed. */
  readonly choices?: readonly Choice[];
  readonly password?: boolean;
  readonly placeholder?: string;
  /** What stands there at first, where nothing was answered before. */
  initial?(answers: Answers): string;
  /** What is wrong with an answer; null: nothing. */
  problem?(value: string, answers: Answers): string | null;
  /** Whether it is asked at all. */
  when?(answers: Answers): boolean;
}
