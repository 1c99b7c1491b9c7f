/** What all parts of the page's state share: what is kept, whom they ask, and whom they tell. */
import type { LaneAnswers, LaneRequest } from '../../../src/analysis/lanes/protocol.js';
import type { ViewState } from './view-state.js';

/** `picture`: redraw. `rows`: other sessions, another order. `selection`: another session. `log`: another analysis. */
export type Aspect = 'picture' | 'rows' | 'selection' | 'log';

export type Ask = <M extends LaneRequest['method']>(
  request: Extract<LaneRequest, { method: M }>,
) => Promise<LaneAnswers[M]>;

export interface Context {
  readonly state: ViewState;
  readonly ask: Ask;
  readonly changed: (aspect: Aspect) => void;
  /** Something could not be had; what is shown stays. */
  readonly problem: (error: unknown) => void;
}
