/** Questions that several sources ask. */
import * as l10n from '@vscode/l10n';
import { addressProblem, hasCredentials } from './net/urls.js';
import type { Question } from './question.js';

/** Key of the password's answer, which goes into no profile. */
export const SECRET = 'secret';

/** The parts of an answer with commas in it. */
export const listOf = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const filled = (value: string): string | null => (value === '' ? l10n.t('Nothing is entered.') : null);

export const broker = (initial: string, schemes: readonly string[]): Question => ({
  key: 'url',
  prompt: l10n.t('Address of the broker, without user and password.'),
  initial: () => initial,
  problem: (value) =>
    addressProblem(value, schemes) ??
    (hasCredentials(value) ? l10n.t('Leave user and password out of the address: they are asked for next.') : null),
});

export const user = (): Question => ({
  key: 'user',
  prompt: l10n.t('User at the broker.'),
  placeholder: l10n.t('Empty: none'),
});

export const password = (): Question => ({
  key: SECRET,
  prompt: l10n.t("Password. It is kept in VS Code's secret storage, not in the settings."),
  password: true,
  problem: (value) => filled(value),
  when: ({ user: name }) => (name ?? '') !== '',
});

/** The host of a URL that was answered; '' where it is none. */
export const hostOf = (url: string | undefined): string =>
  url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
