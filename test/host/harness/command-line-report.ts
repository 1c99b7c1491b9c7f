import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../setup/steps.mjs';

/** The report that the command line writes of a log, whatever it finds. */
export function reportByCommandLine(log: string, format: string, more: readonly string[] = []): string {
  const cli = join(ROOT, 'dist', 'cli.js');
  const args = [cli, 'report', '--format', format, '--no-index', ...more, '--', log];
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8' });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    // Silent endings.
    if (status !== 1) throw error;
    return stdout;
  }
}
