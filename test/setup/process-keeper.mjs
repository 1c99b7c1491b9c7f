// Runs the command it is given, in its own process group, for as long as its standard input is open. However the
// process that started it ends, the pipe closes, and nothing of the group is left behind. The name of a signal written
// to it is sent to the command.
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (status) => process.exit(status ?? 1));
process.stdin.on('data', (signal) => child.kill(/** @type {NodeJS.Signals} */ (signal.toString().trim())));
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
