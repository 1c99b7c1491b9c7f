/** The address of a broker. */
import * as l10n from '@vscode/l10n';
import { SourceProblem } from '../live-source.js';

export interface BrokerAddress {
  /** As in the address, without the colon. */
  readonly scheme: string;
  /** A name or an IP address; of IPv6 without brackets. */
  readonly host: string;
  /** Undefined: the port that the scheme stands for. */
  readonly port: number | undefined;
  /** From the first slash on; '' where there is none. */
  readonly path: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The address as a person would type it, without user and password. */
  readonly where: string;
}

/** Throws {@link SourceProblem} unless `address` is a URL of one of `schemes`. */
export function brokerAddress(address: string, schemes: readonly string[]): BrokerAddress {
  // What does not parse is not repeated: there may be a password in it.
  const wanted = l10n.t(
    'An address looks like {0}://broker.example.com; the schemes are {1}.',
    schemes[0]!,
    schemes.join(', '),
  );
  if (!URL.canParse(address)) throw new SourceProblem(l10n.t("That is no broker's address. {0}", wanted));
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.includes(scheme))
    throw new SourceProblem(l10n.t("A broker cannot be reached by '{0}:'. {1}", scheme, wanted));
  if (url.hostname === '') throw new SourceProblem(l10n.t("The broker's address has no host. {0}", wanted));
  return {
    scheme,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? undefined : Number(url.port),
    path: url.pathname === '/' ? '' : url.pathname,
    username: url.username === '' ? undefined : decoded(url.username),
    password: url.password === '' ? undefined : decoded(url.password),
    where: `${scheme}://${url.host}${url.pathname === '/' ? '' : url.pathname}`,
  };
}

/** A stray `%` is part of the password. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
