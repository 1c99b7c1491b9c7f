/** What is reached from outside of this extension: by other extensions, by assistants, by links. */
import type { Disposable } from 'vscode';
import { env, l10n, UIKind, type Extension, type ExtensionContext, type Uri } from 'vscode';
import { sessionOf } from '../../assistants/session-at-hand.js';
import { ToolProblem } from '../../assistants/tool.js';
import { TOOLS } from '../../assistants/tools/index.js';
import type { CommandTarget } from '../navigation/command-target.js';
import { announce, confirm, fail } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { SessionOfLog } from '../saving/session-sharing.js';
import type { TimelinePanels } from '../timeline/timeline-panels.js';
import { AskedLogs } from './asked-logs.js';
import type { AssistantTools } from './assistant-tools.js';
import { isStrange, linkOf, LinkProblem, linkTo, type LogLink } from './links.js';
import { LogsForOthers } from './logs-for-others.js';

const ANNOUNCED_MS = 3000;

export class Reach implements Disposable {
  readonly others: LogsForOthers;
  readonly assistants: AssistantTools;
  private readonly extension: Extension<unknown>;
  private readonly asked: AskedLogs;

  /** `worker`: path of the bundle of the analysis. */
  constructor(
    { extension }: ExtensionContext,
    logs: OpenLogs,
    private readonly timelines: TimelinePanels,
    private readonly target: CommandTarget,
    worker: string,
  ) {
    this.extension = extension;
    this.asked = new AskedLogs(logs, worker);
    this.assistants = { tools: TOOLS, logs: this.asked };
    this.others = new LogsForOthers(logs, (log) => {
      timelines.open(log);
    });
  }

  /** Copies a link that leads to a session, in this VS Code or in that of somebody who has the same log. */
  async copyLink({ log, session }: SessionOfLog): Promise<void> {
    const row = await log.analysis.ask({ method: 'row', session });
    await env.clipboard.writeText(linkTo(this.extension, log.source, row, row.target.at));
    // What a link of VS Code leads to is known to the system, and not to a browser.
    if (env.uiKind === UIKind.Web) announce(l10n.t('Link copied: "Developer: Open URL" opens it in a browser'));
    else announce(l10n.t('Link copied'), ANNOUNCED_MS);
  }

  /** Follows a link, which anybody can have written. */
  async openLink(uri: Uri): Promise<void> {
    try {
      await this.follow(await linkOf(uri, this.extension.extensionUri));
    } catch (error) {
      if (!(error instanceof LinkProblem) && !(error instanceof ToolProblem)) throw error;
      void fail(error.message);
    }
  }

  dispose(): void {
    this.others.dispose();
    this.asked.dispose();
  }

  private async follow({ log: source, session, at }: LogLink): Promise<void> {
    const question = l10n.t('A link wants to open {0}, which is not in this workspace.', source.fsPath);
    if (isStrange(source, this.extension.extensionUri) && !(await confirm(question, l10n.t('Open')))) return;
    const log = await this.target.ofResource(source);
    if (log === null) return;
    if (session !== null) await select(log, session);
    const timeline = this.timelines.open(log);
    if (at !== null) timeline.showTime(new Date(at / 1000).toISOString());
  }
}

async function select(log: OpenLog, { id, server, instance }: NonNullable<LogLink['session']>): Promise<void> {
  const { summary } = await log.settled();
  if (summary === null) return;
  const named = { session: id, server: server ?? undefined, instance: instance ?? undefined };
  const row = await sessionOf({ name: log.name, ask: log.analysis.ask, summary }, named);
  log.selection.select(row.index, 'command');
}
