/** What all parts of the page's state share: what is kept, whom they ask, and whom they tell. */
import type { LaneRequests } from '../../../src/analysis/lanes/requests.js';
import type { Ask } from '../../../src/rpc/requests.js';
import type { ViewState } from './view-state.js';

/** `picture`: redraw. `rows`: other sessions, another order. `selection`: another session. `log`: another analysis. */
export type Aspect = 'picture' | 'rows' | 'selection' | 'log';

export interface Context {
  readonly state: ViewState;
  readonly ask: Ask<LaneRequests>;
  readonly changed: (aspect: Aspect) => void;
  /** Something could not be had; what is shown stays. */
  readonly problem: (error: unknown) => void;
}
