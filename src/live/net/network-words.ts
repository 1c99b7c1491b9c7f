/** What goes wrong on the way to a broker, in words: what it means and what to do. */

/** `what` is what should answer there: "an MQTT broker". */
export function networkProblem(error: unknown, where: string, what: string): string {
  const { code, message } = told(error);
  const words = WORDS[code];
  if (words) return `${where}: ${words(what)}`;
  if (code.startsWith('ERR_SSL') || code === 'EPROTO')
    return `${where}: no TLS there, or none that fits: ${message.trim()}. Try the scheme without TLS, or the port that has it.`;
  return `${where}: ${message}`;
}

/** Whether a connection that was up broke off, which needs no explanation. */
export const isCut = (error: unknown): boolean => ['ECONNRESET', 'EPIPE'].includes(told(error).code);

function told(error: unknown): { code: string; message: string } {
  // A name with several addresses: one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code } = (first ?? {}) as { code?: unknown };
  return {
    code: typeof code === 'string' ? code : '',
    message: first instanceof Error ? first.message : String(first),
  };
}

const UNKNOWN_ISSUER =
  'its certificate is signed by nobody known here. If that is right, name the certificate of its authority as CA file.';

const WORDS: Readonly<Partial<Record<string, (what: string) => string>>> = {
  ECONNREFUSED: (what) => `nobody answers there. Is ${what} running, and is that its port?`,
  ENOTFOUND: () => 'there is no such host. Check the name, and whether this machine has a network.',
  EAI_AGAIN: () => 'the host cannot be looked up now. Is there a network?',
  EHOSTUNREACH: () => 'no way leads to that host from here. Check the network, a VPN, a firewall.',
  ENETUNREACH: () => 'no way leads to that network from here. Check the network, a VPN.',
  ETIMEDOUT: (what) => `no answer. A firewall may be in the way, or it is not ${what}.`,
  ECONNRESET: (what) => `the connection was cut. Is that the port of ${what}, with or without TLS as the address says?`,
  EPIPE: () => 'the connection was cut.',
  ENOENT: () => 'there is no such socket.',
  EACCES: () => 'permission denied.',
  CERT_HAS_EXPIRED: () => 'its certificate has expired.',
  CERT_NOT_YET_VALID: () => 'its certificate is not valid yet. Is the clock right?',
  ERR_TLS_CERT_ALTNAME_INVALID: () =>
    'its certificate is for another name. Use the name that the certificate has, or get one for this name.',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => UNKNOWN_ISSUER,
  SELF_SIGNED_CERT_IN_CHAIN: () => UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: () => UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: () => UNKNOWN_ISSUER,
};
