/** What a person does with one session once it is found: tell others of it, have it explained, say how loud its cause is. */
import { ConfigurationTarget, env, l10n, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import type { WebrtcPage } from '../../analysis/requests/timeline-details.js';
import type { Cause } from '../../sessions/model.js';
import { ticketOf } from '../../reports/ticket.js';
import { explainCause, explainEndings } from '../diagnostics/cause-pages.js';
import { announce } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { SEVERITIES, SEVERITY_KEYS, type SeveritySetting } from '../diagnostics/severity-keys.js';

const ANNOUNCED_MS = 3000;
/** Pages of a session's PeerConnections that are looked through for why they were closed. */
const MAX_PAGES = 20;
const MAX_HANGUPS = 20;

/** A session of a log. */
export interface SessionOfLog {
  readonly log: OpenLog;
  readonly session: number;
}

export async function copyForTicket({ log, session }: SessionOfLog): Promise<void> {
  const { summary } = log.state;
  if (summary === null) return;
  const detail = await log.analysis.ask({ method: 'detail', revision: summary.revision, session, names: 'display' });
  const hangups = await hangupsOf({ log, session }, summary.revision);
  await env.clipboard.writeText(ticketOf({ log: log.name, detail, hangups }));
  announce(l10n.t('Session copied as Markdown'), ANNOUNCED_MS);
}

async function hangupsOf({ log, session }: SessionOfLog, revision: number): Promise<{ at: number; reason: string }[]> {
  const found: { at: number; reason: string }[] = [];
  let from: number | null = 0;
  for (let page = 0; from !== null && page < MAX_PAGES && found.length < MAX_HANGUPS; page++) {
    const { steps, next }: WebrtcPage = await log.analysis.ask({ method: 'webrtc', revision, session, from });
    for (const step of steps) if (step.kind === 'hangup') found.push({ at: step.at, reason: step.reason });
    from = next;
  }
  return found.slice(0, MAX_HANGUPS);
}

/** The page about the cause; about all ways of ending where the session has none that is explained. */
export async function explainSession(extension: Uri, { log, session }: SessionOfLog): Promise<void> {
  const { cause, outcome } = await log.analysis.ask({ method: 'row', session });
  if (outcome === 'silent' && cause !== null) await explainCause(extension, cause);
  else await explainEndings(extension);
}

/** Asks how loud the session's cause is to be in the Problems panel, from now on. */
export async function chooseSeverity({ log, session }: SessionOfLog): Promise<void> {
  const { cause, outcome } = await log.analysis.ask({ method: 'row', session });
  if (cause === null || outcome !== 'silent' || !SEVERITY_KEYS.some((key) => key === cause)) {
    announce(l10n.t('Janus: this session did not end silently, so there is no cause to set'), ANNOUNCED_MS);
    return;
  }
  const configuration = workspace.getConfiguration('janusEvents', log.source);
  const severities = configuration.get<Record<string, unknown>>('severity') ?? {};
  const picked = await window.showQuickPick(severityPicks(severities[cause] ?? 'auto'), {
    title: l10n.t('How loud is "{0}" in Problems?', cause),
  });
  if (!picked) return;
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await configuration.update('severity', changed(severities, cause, picked.severity), target);
}

interface SeverityPick extends QuickPickItem {
  readonly severity: SeveritySetting;
}

function severityPicks(now: unknown): SeverityPick[] {
  const words: Record<SeveritySetting, string> = {
    auto: l10n.t('By certainty'),
    error: l10n.t('Error'),
    warning: l10n.t('Warning'),
    information: l10n.t('Information'),
    hint: l10n.t('Hint'),
    off: l10n.t('Not in Problems'),
  };
  return SEVERITIES.map((severity) => ({
    severity,
    label: words[severity],
    ...(severity === now && { description: l10n.t('as it is now') }),
  }));
}

function changed(
  severities: Record<string, unknown>,
  cause: Cause,
  severity: SeveritySetting,
): Record<string, unknown> {
  const others = Object.entries(severities).filter(([key]) => key !== cause);
  return Object.fromEntries(severity === 'auto' ? others : [...others, [cause, severity]]);
}
