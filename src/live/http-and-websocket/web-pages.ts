/**
 * Requests that a web page makes. Any page may have the browser send to any port of this machine, so what only programs of
 * this machine are to reach has to tell the two apart by what browsers add and pages cannot take away.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Whether a POST comes from a page: browsers tell the page's origin with each (Fetch standard, "append a request Origin
 * header"), event handlers of Janus never.
 */
export function isPostOfPage(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined || isFetched(headers);
}

/**
 * Whether a WebSocket's handshake, at `port` of this machine, comes from a page. wsevh tells an origin as well: libwebsockets
 * makes it of the very text that it sends as `Host` (`host` and `origin` in janus_wsevh.c are both the backend's address,
 * without the port). A page has that origin only if it was served by this port, or if its name was made to lead here after it
 * was loaded (DNS rebinding): then `Host` is that name, with the port unless that is the one of its scheme.
 */
export function isSocketOfPage(headers: IncomingHttpHeaders, port: number): boolean {
  if (isFetched(headers)) return true;
  const { origin, host = '' } = headers;
  if (origin === undefined) return false;
  // An honest request has a `Host`; an empty one would equal an empty origin.
  if (host === '') return true;
  if (origin.replace(/^https?:\/\//, '') !== host) return true;
  if (isOfThisMachine(host)) return false;
  const tellsPort = /:\d+$/.test(host) || port === 80 || port === 443;
  return tellsPort || !isNameOfNeighbourhood(host);
}

/** Browsers say of each request to a trustworthy address, as those of this machine are, where it comes from. */
const isFetched = (headers: IncomingHttpHeaders): boolean => headers['sec-fetch-site'] !== undefined;

/** Whether a host is an address or a name that no name server is asked about, so that nobody can make it lead elsewhere. */
function isOfThisMachine(host: string): boolean {
  if (isIP(host) !== 0) return true;
  const name = nameOf(host);
  if (isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || name === hostname().toLowerCase()) return true;
  // RFC 6761, 6.3
  return name === 'localhost' || name.endsWith('.localhost');
}

/**
 * Whether no stranger can have a host's name in the public DNS: one without a dot, or one below what is kept for private use
 * (`internal`, by ICANN's resolution 2024.07.29.06), as containers have. Whoever is in the same network can (RFC 4795).
 */
const isNameOfNeighbourhood = (host: string): boolean => !host.includes('.') || nameOf(host).endsWith('.internal');

const nameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();
