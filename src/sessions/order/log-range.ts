/** Events as they came, from the first to the last or from the last to the first; or by their times alone. */
export type LogOrder = 'forwards' | 'backwards' | 'by-time';

/** Events from `from` to before `to`. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}
