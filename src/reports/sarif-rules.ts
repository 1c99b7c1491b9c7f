/** The rules and notification descriptors of the SARIF report: one rule per cause, one descriptor per kind of note. */
import type { Notification, ReportingDescriptor, Result } from 'sarif';
import { sarifText } from '../encoding/sarif.js';
import { SILENT_ENDING } from '../analysis/findings.js';
import { ENDINGS_HELP } from '../analysis/help.js';
import type { Cause, Certainty, NoteCode } from '../sessions/model.js';
import { adviceOf, FLAGGED_CAUSES, pageOf, titleOf } from './causes.js';

/** All that is said goes through here: names in it are chosen by strangers. */
export const message = (text: string): { text: string } => ({ text: sarifText(text) });

export const ruleId = (cause: Cause): string => `${SILENT_ENDING}/${cause}`;

export const RULES: readonly ReportingDescriptor[] = FLAGGED_CAUSES.map((cause) => {
  const page = pageOf(cause);
  return {
    id: ruleId(cause),
    name: pascal(cause),
    shortDescription: { text: `Session ended without its session-level event: ${cause}.` },
    fullDescription: {
      text: `${titleOf(cause)}. Monitoring or billing that waits for destroyed or timeout never learns that the session ended.`,
    },
    help: {
      text: `${titleOf(cause)}. ${adviceOf(cause)}`,
      markdown: `**${titleOf(cause)}.**\n\n${adviceOf(cause)}${page === null ? '' : `\n\n[Why is this session flagged?](${page}) [What does each ending emit?](${ENDINGS_HELP})`}`,
    },
    ...(page === null ? {} : { helpUri: page }),
    defaultConfiguration: { level: cause === 'handles-detached' ? 'note' : 'error' },
  };
});

const LEVELS: Readonly<Record<Certainty, Result.level>> = { certain: 'error', probable: 'warning', possible: 'note' };

export const levelOf = (certainty: Certainty | null): Result.level => LEVELS[certainty ?? 'possible'];

const NOTES: Readonly<Record<NoteCode, { text: string; level: Notification.level }>> = {
  'sessions-masked': { text: 'The log holds no session events.', level: 'warning' },
  'transports-masked': { text: 'The log holds no transport events.', level: 'warning' },
  'plugins-masked': { text: 'The log holds no plugin events.', level: 'note' },
  'webrtc-masked': { text: 'The log holds no WebRTC events.', level: 'note' },
  'handles-masked': { text: 'The log holds no handle events.', level: 'note' },
  'jsep-masked': { text: 'The log holds no JSEP events.', level: 'note' },
  malformed: { text: 'A stretch of the log is not readable as Janus events.', level: 'warning' },
  'events-lost': { text: 'Events were lost on their way to the log.', level: 'warning' },
  'emitter-shared': { text: 'Several servers seem to send under one name.', level: 'warning' },
  'clock-set-back': { text: 'The clock of a server was set back.', level: 'warning' },
  cut: { text: 'The log begins or ends in the middle of an event.', level: 'note' },
  'other-text': { text: 'Other text stands between the events.', level: 'note' },
  'no-events': { text: 'Nothing in the log can be read as Janus events.', level: 'error' },
};

export const NOTIFICATIONS: readonly ReportingDescriptor[] = Object.entries(NOTES).map(([code, { text, level }]) => ({
  id: code,
  name: pascal(code),
  shortDescription: { text },
  defaultConfiguration: { level },
}));

export const noteLevel = (code: NoteCode): Notification.level => NOTES[code].level;

function pascal(code: string): string {
  return code.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
