/**
 * Requests that a web page makes. Any page may have the browser send to any port of this machine, so what only programs of
 * this machine are to reach has to tell the two apart by what browsers add and pages cannot take away.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * Whether a POST comes from a page: browsers tell the page's origin with each (Fetch standard, "append a request Origin
 * header"), event handlers of Janus never.
 */
export function isPostOfPage(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined || isFetched(headers);
}

/**
 * Whether a WebSocket's handshake comes from a page. wsevh tells an origin as well: libwebsockets makes it of the very text
 * that it sends as `Host` (`host` and `origin` in janus_wsevh.c are both the backend's address, without the port). A page
 * has that origin only if it was served by this port, or if its name was made to lead here after it was loaded (DNS
 * rebinding): then `Host` is that name.
 */
export function isSocketOfPage(headers: IncomingHttpHeaders): boolean {
  if (isFetched(headers)) return true;
  const { origin, host = '' } = headers;
  if (origin === undefined) return false;
  // Nobody whose request is honest leaves it empty, and an empty origin would be equal to it.
  if (host === '') return true;
  return origin.replace(/^https?:\/\//, '') !== host || !isNameOfNobody(host);
}

/** Browsers say of each request to a trustworthy address, as those of this machine are, where it comes from. */
const isFetched = (headers: IncomingHttpHeaders): boolean => headers['sec-fetch-site'] !== undefined;

/**
 * Whether no stranger can have a host's name in the public DNS: an address, a name without a dot, or one below what is
 * kept for private use (RFC 6761, and `internal` by ICANN's resolution 2024.07.29.06).
 */
function isNameOfNobody(host: string): boolean {
  if (isIP(host) !== 0) return true;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || !name.includes('.') || /\.(?:localhost|internal)$/.test(name);
}
