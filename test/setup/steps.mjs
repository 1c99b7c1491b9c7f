// Small steps of the set-up: say what happens, run a program, stop with words a person can act on.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Runs a command for as long as it holds its standard input open; a process group of its own. */
export const KEEPER = join(ROOT, 'test', 'setup', 'process-keeper.mjs');

/** What set-up installs and the repository does not hold; git-ignored. */
export const TOOLS = join(ROOT, '.tools');

/** Something the person has to do or know; shown as it is, without a stack trace. */
export class SetupError extends Error {}

/** @param {string} text */
export function say(text) {
  console.log(`» ${text}`);
}

/**
 * Runs a program with its output on this terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit status; 127 when it cannot be started
 */
export function runOpenly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/**
 * Runs a program and shows its output line by line as it comes, each line with a label before it: others run beside it.
 * @param {string} label
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit status; 127 when it cannot be started
 */
export function runLabelled(label, command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => console.log(`${label} | ${line}`));
    }
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/**
 * Runs a program whose output matters only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { kept?: boolean }} [options] `kept`: all that the program starts
 *   ends when this process does, however that ends
 * @returns {Promise<string>} what it printed
 * @throws {SetupError} with the end of what it printed
 */
export async function runQuietly(command, args, { kept = false, ...options } = {}) {
  const { status, output } = kept
    ? await runCollecting(process.execPath, [KEEPER, command, ...args], {
        ...options,
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      })
    : await runCollecting(command, args, options);
  if (status === 0) return output;
  throw new SetupError(`'${command} ${args.join(' ')}' failed (exit ${status}):\n${output.slice(-4000)}`);
}

/**
 * Runs a program and collects what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ status: number, output: string }>} 127 when it cannot be started
 */
export function runCollecting(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ status: 127, output: `${command} cannot be started: ${error.message}\n` }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/**
 * Ends a command-line script the way a person expects: the message, no stack trace, exit 1.
 * @param {() => Promise<void>} main
 */
export async function asScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
