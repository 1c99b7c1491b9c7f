/** The logs that `janus-events mcp` answers about: those it was given, and those in the folders it was given. Node only. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { KeptAnalyses } from '../kept-analyses.js';
import { MAX_LOGS, ToolProblem, type AskedLog, type Logs } from '../tool.js';

/** Entries of folders that are looked at, and how deep. */
const MAX_ENTRIES = 5000;
const MAX_DEPTH = 4;
/** Names that logs have. What they hold is seen when they are read. */
const LOG_NAME = /\.(?:json|jsonl|ndjson|log|txt|csv)(?:\.\d+)?(?:\.gz)?$|\.gz$/i;
const LEFT_OUT = new Set(['node_modules', '.git']);

/** `given`: files and folders. Nothing outside of them is read, wherever links lead. `worker`: the bundle of the analysis. */
export class ServedLogs implements Logs {
  private readonly analyses: KeptAnalyses;

  constructor(
    private readonly given: readonly string[],
    worker: string,
  ) {
    this.analyses = new KeptAnalyses(worker);
  }

  readonly names = async (): Promise<string[]> => {
    const found: string[] = [];
    const looked = { entries: 0 };
    for (const root of this.given) {
      if ((await stat(root).catch(() => null))?.isDirectory() === true) await this.list(root, root, 0, looked, found);
      else found.push(root);
    }
    return found.slice(0, MAX_LOGS);
  };

  readonly read = async (name: string, signal: AbortSignal): Promise<AskedLog> => {
    const path = await this.allowed(name);
    return this.analyses.read(path, name, () => Promise.resolve({ kind: 'file', path }), signal);
  };

  dispose(): void {
    this.analyses.dispose();
  }

  /** The real path of a log that may be read. */
  private async allowed(name: string): Promise<string> {
    const roots = await Promise.all(this.given.map((root) => realpath(root).catch(() => root)));
    const candidates = isAbsolute(name) ? [name] : [...this.given.map((root) => join(root, name)), resolve(name)];
    for (const candidate of candidates) {
      const path = await realpath(candidate).catch(() => null);
      if (path === null || !roots.some((root) => isWithin(root, path))) continue;
      if ((await stat(path)).isFile()) return path;
    }
    throw new ToolProblem(
      l10n.t('{0} is none of the logs that may be read here. janus_logs lists them.', JSON.stringify(name)),
    );
  }

  private async list(
    root: string,
    folder: string,
    depth: number,
    looked: { entries: number },
    found: string[],
  ): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (++looked.entries > MAX_ENTRIES || found.length >= MAX_LOGS) return;
      const path = join(folder, entry.name);
      if (entry.isFile() && LOG_NAME.test(entry.name))
        found.push(this.given.length === 1 ? relative(root, path) : path);
      else if (entry.isDirectory() && depth < MAX_DEPTH && !LEFT_OUT.has(entry.name))
        await this.list(root, path, depth + 1, looked, found);
    }
  }
}

const isWithin = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
