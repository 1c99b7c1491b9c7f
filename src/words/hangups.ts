/** How PeerConnections ended. */
import * as l10n from '@vscode/l10n';
import { capital } from './sentences.js';

/** Reasons of `hangup` as Janus writes them, where a cause does not say it by itself. */
const HANGUPS: Readonly<Record<string, () => string>> = {
  'dtls-alert': () => l10n.t('DTLS alert: closed by the peer'),
  'dtls-timeout': () => l10n.t('DTLS timeout: never answered'),
  'ice-failed': () => l10n.t('ICE failed: way lost, or never found'),
  'close-pc': () => l10n.t('Close PC: closed by the plugin'),
  'janus-api': () => l10n.t('Janus API: hung up by the client'),
  'admin-api': () => l10n.t('Admin API'),
  detach: () => l10n.t('Detach: closed with its handle'),
  'not-told': () => l10n.t('No hangup told: ended with its handle'),
};

/** "DTLS alert: closed by the peer"; `code` as queries have it: `hangup:dtls-alert`. */
export const hangupWords = (code: string): string => HANGUPS[code]?.() ?? capital(code.replaceAll('-', ' '));
