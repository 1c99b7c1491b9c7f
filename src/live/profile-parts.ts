/** What the profiles of several sources hold. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { addressProblem, hasCredentials } from './net/urls.js';

export const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(1024));
export const port = z
  .int()
  .check(z.minimum(1, { error: () => l10n.t('A port is a number from 1 to 65535.') }), z.maximum(65535));
export const name = text.check(z.maxLength(60));
/** A file with certificates in PEM form. */
export const pemFile = z.optional(text);

/** A check by what is wrong with a value, in words; null: nothing. */
export function refuse(problemOf: (value: string) => string | null): z.core.$ZodCheck<string> {
  return z.superRefine<string>((value, context) => {
    const problem = problemOf(value);
    if (problem !== null) context.addIssue(problem);
  });
}

export function brokerUrl(schemes: readonly string[]): z.ZodMiniString {
  return text.check(
    refuse((value) => addressProblem(value, schemes)),
    refuse((value) =>
      hasCredentials(value)
        ? l10n.t('Leave user and password out of the address: the settings are no place for a password.')
        : null,
    ),
  );
}

/** A broker's user with the password that belongs to it, as sources take them. */
export const login = (user: string | undefined, secret: string | null): { username?: string; password?: string } =>
  user === undefined ? {} : { username: user, password: secret ?? '' };
