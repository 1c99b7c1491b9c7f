// Mutation testing: changes the code in small ways and tells which changes no unit test notices.
//   npm run mutate -- src/events/text-scanner/escaped.ts        one file, or a glob of them
// Slow, since every change has the tests run that reach it: for the files that one works on, not for all.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  // The machine has other work, and some of the tests are about bytes by the million.
  concurrency: 1,
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 60,
  // Its own copy of the project, without what no unit test reads.
  tempDirName: '.tools/mutation',
  ignorePatterns: ['dist', 'out', '.tools', '*.vsix', 'test/bench/logs', 'test/host', 'test/live', 'media/readme'],
  // A text that is worded otherwise is no fault.
  mutator: { excludedMutations: ['StringLiteral'] },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  checkers: [],
  allowEmpty: true,
};
