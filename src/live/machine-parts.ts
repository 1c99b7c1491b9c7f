/** What profiles and questions say of this machine: its addresses, ports and files. Node only. */
import * as l10n from '@vscode/l10n';
import { isAbsolute } from 'node:path';
import { hostProblem, portProblem } from './net/addresses.js';
import { refuse, text } from './profile-parts.js';
import type { Answers, Question } from './question.js';

/** An address to listen on. */
export const host = text.check(refuse(hostProblem));

export const askHost = (): Question => ({
  key: 'host',
  prompt: l10n.t('Address to listen on. 127.0.0.1 and ::1 are reached from this machine alone.'),
  initial: () => '127.0.0.1',
  problem: hostProblem,
});

export const askPort = (initial: string): Question => ({
  key: 'port',
  prompt: l10n.t('Port to listen on.'),
  initial: () => initial,
  problem: portProblem,
});

export const askFile = (key: string, prompt: string, when: (answers: Answers) => boolean = () => true): Question => ({
  key,
  prompt,
  problem: (value) => (isAbsolute(value) ? null : l10n.t('A full path, from the root on.')),
  when,
});
