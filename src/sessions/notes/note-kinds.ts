/** What can be said of a log as a whole: a record for each kind of note. */
import * as l10n from '@vscode/l10n';
import type { NoteCode } from '../log-report.js';

export interface NoteKind {
  /** What it is about in a sentence, for SARIF and the settings. */
  readonly summary: () => string;
  /** How much it weighs in SARIF. */
  readonly level: 'error' | 'warning' | 'note';
  /** What its severity in the editor is when none is set; null for what is told in reports alone. */
  readonly severity: 'auto' | null;
}

export const NOTE_KINDS: Readonly<Record<NoteCode, NoteKind>> = {
  'sessions-masked': { summary: () => l10n.t('The log holds no session events.'), level: 'warning', severity: 'auto' },
  'transports-masked': {
    summary: () => l10n.t('The log holds no transport events.'),
    level: 'warning',
    severity: 'auto',
  },
  'plugins-masked': { summary: () => l10n.t('The log holds no plugin events.'), level: 'note', severity: null },
  'webrtc-masked': { summary: () => l10n.t('The log holds no WebRTC events.'), level: 'note', severity: null },
  'handles-masked': { summary: () => l10n.t('The log holds no handle events.'), level: 'note', severity: null },
  'jsep-masked': { summary: () => l10n.t('The log holds no JSEP events.'), level: 'note', severity: null },
  malformed: {
    summary: () => l10n.t('A stretch of the log is not readable as Janus events.'),
    level: 'warning',
    severity: 'auto',
  },
  'events-lost': {
    summary: () => l10n.t('Events were lost on their way to the log.'),
    level: 'warning',
    severity: 'auto',
  },
  'emitter-shared': {
    summary: () => l10n.t('Several servers seem to send under one name.'),
    level: 'warning',
    severity: 'auto',
  },
  'clock-set-back': {
    summary: () => l10n.t('The clock of a server was set back.'),
    level: 'warning',
    severity: 'auto',
  },
  cut: { summary: () => l10n.t('The log begins or ends in the middle of an event.'), level: 'note', severity: 'auto' },
  'other-text': { summary: () => l10n.t('Other text stands between the events.'), level: 'note', severity: 'auto' },
  'no-events': {
    summary: () => l10n.t('Nothing in the log can be read as Janus events.'),
    level: 'error',
    severity: 'auto',
  },
};
