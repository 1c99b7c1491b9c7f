import { l10n, window, type QuickPickItem } from 'vscode';
import type { LiveSession } from './live-session.js';
import { rateWords, stateWords } from './live-words.js';

export type LiveAction =
  'timeline' | 'view' | 'configuration' | 'copyConfiguration' | 'capture' | 'stop' | 'restart' | 'edit';

/** What can be done with a session; undefined when somebody goes away. */
export async function askAction(session: LiveSession): Promise<LiveAction | undefined> {
  type Item = QuickPickItem & { readonly action: LiveAction };
  const { state } = session;
  const problem = state.kind === 'failed' || state.kind === 'waiting' ? state.message : undefined;
  const notices = session.notices.length;
  const items: Item[] = [
    { action: 'timeline', label: l10n.t('$(graph) Open Timeline') },
    {
      action: 'view',
      label: l10n.t('$(list-tree) Show State and Notices'),
      ...(notices > 0 && { description: notices === 1 ? l10n.t('1 notice') : l10n.t('{0} notices', notices) }),
      ...(problem !== undefined && { detail: problem }),
    },
  ];
  if (session.profile.source !== 'file')
    items.push(
      { action: 'configuration', label: l10n.t('$(settings) Show Janus Configuration') },
      { action: 'copyConfiguration', label: l10n.t('$(copy) Copy Janus Configuration') },
    );
  items.push({
    action: 'capture',
    label: l10n.t('$(folder-opened) Reveal Capture'),
    description: session.capture.fsPath,
  });
  if (session.active) items.push({ action: 'stop', label: l10n.t('$(debug-stop) Stop') });
  else
    items.push(
      { action: 'restart', label: l10n.t('$(debug-restart) Start Again') },
      { action: 'edit', label: l10n.t('$(edit) Edit Profile and Start…') },
    );
  const chosen = await window.showQuickPick(items, {
    title: session.profile.name,
    placeHolder: `${stateWords(session)} · ${session.where} · ${rateWords(session.rate)}`,
  });
  return chosen?.action;
}

/** One of several sessions, or the only one; undefined when there is none or somebody goes away. */
export async function askSession(
  sessions: readonly LiveSession[],
  placeHolder: string,
): Promise<LiveSession | undefined> {
  if (sessions.length < 2) return sessions[0];
  const items = sessions.map((session) => ({
    label: session.profile.name,
    description: `${stateWords(session)} · ${session.where}`,
    session,
  }));
  return (await window.showQuickPick(items, { placeHolder }))?.session;
}
