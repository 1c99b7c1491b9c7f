import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Workbench } from './workbench.js';

interface Saving {
  /** What VS Code's own dialog proposes. */
  readonly suggested: RegExp;
  /** Another name in the workspace folder; without, the proposed file is taken. */
  readonly as?: string;
  /** The notification that says it is saved. */
  readonly told: RegExp;
}

/** Answers VS Code's own dialog for saving, waits for the file and for what is said of it; returns the file's path. */
export async function save(workbench: Workbench, { suggested, as, told }: Saving): Promise<string> {
  const { input } = workbench.quickInput;
  await expect.poll(() => input.inputValue()).toMatch(suggested);
  const path = as === undefined ? await input.inputValue() : join(workbench.folder, as);
  await input.fill(path);
  await workbench.pressKey('Enter');
  await expect.poll(() => existsSync(path)).toBe(true);
  await expect.poll(async () => (await workbench.notifications()).join('\n')).toMatch(told);
  return path;
}
