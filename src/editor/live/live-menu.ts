import { l10n, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { legiblePicks } from '../legible.js';
import { janusConfiguration } from '../../live/profile.js';
import type { LiveSession } from './live-session.js';
import { rateWords, stateWords } from './live-words.js';
import { placeWords, revealWords } from './reveal-capture.js';

export type LiveAction =
  'timeline' | 'view' | 'configuration' | 'copyConfiguration' | 'capture' | 'stop' | 'restart' | 'edit';

/** What can be done with a session; undefined when somebody goes away. */
export async function askAction(session: LiveSession): Promise<LiveAction | undefined> {
  type Item = QuickPickItem & { readonly action: LiveAction };
  const { state } = session;
  const problem = state.kind === 'failed' || state.kind === 'waiting' ? state.message : undefined;
  const notices = session.notices.length;
  const items: Item[] = [
    { action: 'timeline', iconPath: new ThemeIcon('graph'), label: l10n.t('Open Timeline') },
    {
      action: 'view',
      iconPath: new ThemeIcon('list-tree'),
      label: l10n.t('Show State and Notices'),
      ...(notices > 0 && { description: notices === 1 ? l10n.t('1 notice') : l10n.t('{0} notices', notices) }),
      ...(problem !== undefined && { detail: problem }),
    },
  ];
  if (janusConfiguration(session.profile).length > 0)
    items.push(
      { action: 'configuration', iconPath: new ThemeIcon('settings'), label: l10n.t('Show Janus Configuration') },
      { action: 'copyConfiguration', iconPath: new ThemeIcon('copy'), label: l10n.t('Copy Janus Configuration') },
    );
  items.push({
    action: 'capture',
    iconPath: new ThemeIcon('folder-opened'),
    label: revealWords(),
    description: placeWords(session.capture),
  });
  if (session.active) items.push({ action: 'stop', iconPath: new ThemeIcon('debug-stop'), label: l10n.t('Stop') });
  else
    items.push(
      { action: 'restart', iconPath: new ThemeIcon('debug-restart'), label: l10n.t('Start Again') },
      { action: 'edit', iconPath: new ThemeIcon('edit'), label: l10n.t('Edit Profile and Start…') },
    );
  const chosen = await window.showQuickPick(legiblePicks(items), {
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
  return (await window.showQuickPick(legiblePicks(items), { placeHolder }))?.session;
}
