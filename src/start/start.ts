/** Entry of `janus-events`: runs the command line as it was compiled before, which takes a fraction of compiling it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defaultFolder } from '../analysis/index-on-disk/default-folder.js';
import { compiled } from './compiled-code.js';

const COMMAND_LINE = join(import.meta.dirname, 'command-line.js');

/** Node's own word for it. */
const isDisabled = process.env.NODE_DISABLE_COMPILE_CACHE !== undefined;
const { script, keep } = compiled(COMMAND_LINE, isDisabled ? null : defaultFolder(process.platform, process.env));
// By then what a report needs has been compiled; other commands need other parts.
if (process.argv[2] === 'report') process.once('exit', keep);

type Module = (...given: readonly unknown[]) => void;
const module = { exports: {} };
(script.runInThisContext() as Module)(
  module.exports,
  createRequire(COMMAND_LINE),
  module,
  COMMAND_LINE,
  import.meta.dirname,
);
