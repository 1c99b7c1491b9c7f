/** The logs that assistants inside VS Code may ask about: those that are open, and those of the workspace. */
import { l10n, workspace, type Uri } from 'vscode';
import { KeptAnalyses } from '../../assistants/kept-analyses.js';
import { MAX_LOGS, ToolProblem, type AskedLog, type Logs } from '../../assistants/tool.js';
import { fileOfWorkspace } from './workspace-paths.js';
import { logSource } from '../open-logs/log-source.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';

/** Names that logs of a workspace have. What they hold is seen when they are read. */
const LOGS_OF_WORKSPACE = '**/*.{json,jsonl,ndjson,log,json.gz,jsonl.gz,ndjson.gz,log.gz}';
const NOT_LOGS = '**/{node_modules,.git,.vscode}/**';

export class AskedLogs implements Logs {
  private readonly analyses: KeptAnalyses;

  /** `worker`: path of the bundle of the analysis. */
  constructor(
    private readonly open: OpenLogs,
    worker: string,
  ) {
    this.analyses = new KeptAnalyses(worker);
  }

  readonly names = async (): Promise<string[]> => {
    const files = await workspace.findFiles(LOGS_OF_WORKSPACE, NOT_LOGS, MAX_LOGS);
    return [...new Set([...this.open.all.map(({ source }) => source), ...files].map(nameFor))].slice(0, MAX_LOGS);
  };

  readonly read = async (name: string, signal: AbortSignal): Promise<AskedLog> => {
    const log = this.open.all.find((one) => isNamed(one, name));
    if (log !== undefined) return shown(log, name);
    const source = await fileOfWorkspace(name);
    if (source === null)
      throw new ToolProblem(
        l10n.t(
          '{0} is neither open nor a file of the workspace. janus_logs lists what there is.',
          JSON.stringify(name),
        ),
      );
    // Not opened for the person: a question of an assistant puts nothing into Problems.
    return this.analyses.read(source.toString(), name, () => logSource(source, false), signal);
  };

  dispose(): void {
    this.analyses.dispose();
  }
}

/** By the path in the workspace, or else the whole URI. */
const nameFor = (source: Uri): string =>
  workspace.getWorkspaceFolder(source) === undefined ? source.toString() : workspace.asRelativePath(source);

const isNamed = ({ source, name }: OpenLog, asked: string): boolean =>
  [nameFor(source), source.toString(), source.fsPath, name].includes(asked);

async function shown(log: OpenLog, name: string): Promise<AskedLog> {
  const { kind, summary } = await log.settled();
  if (summary === null || kind === 'reading')
    throw new ToolProblem(l10n.t('{0} could not be read. Its tab says why.', name));
  return { name, ask: log.analysis.ask, summary };
}
