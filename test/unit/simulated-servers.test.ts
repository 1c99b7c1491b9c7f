/**
 * Simulated servers of many versions, whose truth is known: nobody alive or cleanly ended is accused, whatever is lost
 * on the way to the log, and what a whole log proves is told with its cause.
 */
import { describe, expect, test } from 'vitest';
import { faults } from '../simulator/judge.js';
import { simulate } from '../simulator/run.js';
import { SCENARIOS } from '../simulator/scenarios.js';
import { analyse } from './corpus/analyse.js';

const SEEDS = 40;

describe.each(SCENARIOS)('$name', (scenario) => {
  test.each(Array.from({ length: SEEDS }, (_, seed) => seed))('seed %i', (seed) => {
    const simulated = simulate(scenario, seed);

    const wrong = faults(simulated, analyse(simulated.bytes).sessions);

    const { damage, configuration } = simulated;
    expect(
      wrong,
      `${damage.name}, Janus ${configuration.version.name}, reclaim ${String(configuration.reclaim)}`,
    ).toEqual([]);
  });
});
