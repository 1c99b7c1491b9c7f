/** URLs that a person types: what is wrong with one, in words. */
import * as l10n from '@vscode/l10n';

/** What is wrong with a URL that has to have one of these schemes (`mqtt:`); null: nothing. */
export function addressProblem(address: string, schemes: readonly string[]): string | null {
  const url = parsed(address);
  const known = schemes.map((scheme) => `${scheme}//`);
  if (!known.some((start) => address.toLowerCase().startsWith(start)))
    return l10n.t('The address begins with {0}.', listed(known));
  if (url === null) return l10n.t('This is no complete address.');
  if (url.protocol === 'ipc:')
    return url.pathname.length > 1 ? null : l10n.t('An ipc address names a file: ipc:///tmp/janusevh.ipc');
  if (url.hostname === '') return l10n.t('The address names no host.');
  return null;
}

export function hasCredentials(address: string): boolean {
  const url = parsed(address);
  return url !== null && (url.username !== '' || url.password !== '');
}

export const parsed = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null);

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : l10n.t('{0} or {1}', words.slice(0, -1).join(', '), words.at(-1)!);
