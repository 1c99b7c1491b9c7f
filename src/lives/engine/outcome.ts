import type { Outcome } from './kind.js';
import type { Stage } from './stage.js';

/** What became of a life, once all ends are known. */
export function outcomeOf(stage: Stage, life: number): Outcome {
  const { lives, facts } = stage;
  const until = stage.until(life);
  const shown = lives.shownBy(life);
  return {
    cause: lives.cause(life),
    told: lives.isTold(life),
    begun: lives.isBegun(life),
    wasUp: lives.up(life) >= 0,
    sessionLivedOn: stage.sessionLivedOn(life),
    whole: stage.isWhole(life),
    plugin: stage.pluginOf(life),
    marks: lives.marks(life),
    left: lives.left(life),
    lasted: until - stage.firstAt(life),
    since: shown < 0 ? 0 : until - facts.table.at(shown),
  };
}
