import { DAMAGES } from './damage.js';
import type { Damage } from './damage.js';
import { Random } from './random.js';
import type { Scenario } from './scenarios.js';
import type { Life } from './truth.js';
import { VERSIONS } from './version.js';
import type { Configuration } from './server.js';
import { World } from './world.js';
import type { Told } from './world.js';

/** A log, and what really became of each session in it. */
export interface Simulated {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly damage: Damage;
  readonly configuration: Configuration;
  /** What is left of it, in the order in which it happened. */
  readonly log: readonly Told[];
  readonly lives: readonly Life[];
  /** One event a line, in the order in which the log has them. */
  readonly bytes: Uint8Array;
}

/** Plays a scenario; version, settings and damage are as the seed has it. */
export function simulate(scenario: Scenario, seed: number): Simulated {
  const world = new World(seed);
  const { random } = world;
  const damage = random.pick(DAMAGES);
  const configuration = {
    emitter: 'MyJanusInstance',
    version: random.pick(VERSIONS),
    reclaim: random.chance(0.75) ? 0 : random.pick([2, 5]),
    sessionTimeout: random.pick([10, 60]),
  };
  world.run(scenario.play(world, configuration));
  const log = damage.of(world.log, new Random(seed));
  return {
    seed,
    scenario,
    damage,
    configuration,
    log: [...log].sort((one, other) => one.at - other.at),
    lives: world.lives,
    bytes: new TextEncoder().encode(log.map(({ text }) => `${text}\n`).join('')),
  };
}
