/** Who may send events: Basic authentication, compared in constant time. Node only. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Credential {
  readonly user: string;
  readonly password: string;
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Tells of a text whether it is the one given, in a time that does not depend on where they differ. */
function comparer(expected: string): (given: string) => boolean {
  const wanted = hash(expected);
  return (given) => timingSafeEqual(hash(given), wanted);
}

/**
 * Whether a request carries the credential: as Basic authentication, or (for wsevh, which cannot send that) as
 * `?user=…&password=…` of its address.
 */
export function credentialCheck({ user, password }: Credential): (request: IncomingMessage) => boolean {
  const same = comparer(`${user}:${password}`);
  return ({ headers: { authorization }, url = '' }) => {
    const basic = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (basic !== undefined) return same(Buffer.from(basic, 'base64').toString());
    const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
    return same(`${query.get('user') ?? ''}:${query.get('password') ?? ''}`);
  };
}
