/** The rules and notification descriptors of the SARIF report: one rule per cause, one descriptor per kind of note. */
import * as l10n from '@vscode/l10n';
import type { ReportingDescriptor, Result } from 'sarif';
import { sarifText } from '../encoding/sarif.js';
import { SILENT_ENDING } from '../analysis/findings/findings.js';
import { ENDINGS_HELP } from '../analysis/findings/help.js';
import { FLAGGED_CAUSES } from '../sessions/causes/index.js';
import type { CauseRecord } from '../sessions/causes/cause.js';
import type { Cause, Certainty } from '../sessions/model.js';
import type { NoteCode } from '../sessions/log-report.js';
import { NOTE_KINDS } from '../sessions/notes/note-kinds.js';
import { pageOf } from './causes.js';

/** All that is said goes through here: names in it are chosen by strangers. */
export const message = (text: string): { text: string } => ({ text: sarifText(text) });

export const ruleId = (cause: Cause): string => `${SILENT_ENDING}/${cause}`;

/** Made when a report is written, in the language of that moment. */
export const causeRules = (): ReportingDescriptor[] => FLAGGED_CAUSES.map(ruleOf);

function ruleOf(record: CauseRecord): ReportingDescriptor {
  const page = pageOf(record);
  const [title, advice] = [record.title(), record.advice()];
  const links =
    page === null
      ? ''
      : `\n\n[${l10n.t('Why is this session flagged?')}](${page}) [${l10n.t('What does each ending emit?')}](${ENDINGS_HELP})`;
  return {
    id: ruleId(record.cause),
    name: pascal(record.cause),
    shortDescription: { text: l10n.t('Session ended without its session-level event: {0}.', record.cause) },
    fullDescription: {
      text: l10n.t(
        '{0}. Monitoring or billing that waits for destroyed or timeout never learns that the session ended.',
        title,
      ),
    },
    help: { text: l10n.t('{0}. {1}', title, advice), markdown: `**${title}**\n\n${advice}${links}` },
    ...(page === null ? {} : { helpUri: page }),
    defaultConfiguration: { level: record.level },
  };
}

const LEVELS: Readonly<Record<Certainty, Result.level>> = { certain: 'error', probable: 'warning', possible: 'note' };

export const levelOf = (certainty: Certainty | null): Result.level => LEVELS[certainty ?? 'possible'];

/** Of a notification about an entry of the baseline; its descriptor stands behind those of notes. */
export const STALE_CODE = 'baseline-entry-stale';

export const noteDescriptors = (): ReportingDescriptor[] => [
  ...Object.entries(NOTE_KINDS).map(([code, { summary, level }]) => ({
    id: code,
    name: pascal(code),
    shortDescription: { text: summary() },
    defaultConfiguration: { level },
  })),
  {
    id: STALE_CODE,
    name: pascal(STALE_CODE),
    shortDescription: { text: l10n.t('An entry of the baseline matches no session of these logs any more.') },
    defaultConfiguration: { level: 'note' },
  },
];

export const NOTE_CODES = Object.keys(NOTE_KINDS) as readonly NoteCode[];

function pascal(code: string): string {
  return code.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
