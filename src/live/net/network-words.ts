/** What goes wrong on the way to a broker, in words: what it means and what to do. */
import * as l10n from '@vscode/l10n';

/** `what` is what should answer there: "an MQTT broker". */
export function networkProblem(error: unknown, where: string, what: string): string {
  const { code, message } = told(error);
  const words = WORDS[code];
  if (words) return `${where}: ${words(what)}`;
  if (code.startsWith('ERR_SSL') || code === 'EPROTO')
    return l10n.t(
      '{0}: no TLS there, or none that fits: {1}. Try the scheme without TLS, or the port that has it.',
      where,
      message.trim(),
    );
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

const unknownIssuer = (): string =>
  l10n.t(
    'its certificate is signed by nobody known here. If that is right, name the certificate of its authority as CA file.',
  );

const WORDS: Readonly<Partial<Record<string, (what: string) => string>>> = {
  ECONNREFUSED: (what) => l10n.t('nobody answers there. Is {0} running, and is that its port?', what),
  ENOTFOUND: () => l10n.t('there is no such host. Check the name, and whether this machine has a network.'),
  EAI_AGAIN: () => l10n.t('the host cannot be looked up now. Is there a network?'),
  EHOSTUNREACH: () => l10n.t('no way leads to that host from here. Check the network, a VPN, a firewall.'),
  ENETUNREACH: () => l10n.t('no way leads to that network from here. Check the network, a VPN.'),
  ETIMEDOUT: (what) => l10n.t('no answer. A firewall may be in the way, or it is not {0}.', what),
  ECONNRESET: (what) =>
    l10n.t('the connection was cut. Is that the port of {0}, with or without TLS as the address says?', what),
  EPIPE: () => l10n.t('the connection was cut.'),
  ENOENT: () => l10n.t('there is no such socket.'),
  EACCES: () => l10n.t('permission denied.'),
  CERT_HAS_EXPIRED: () => l10n.t('its certificate has expired.'),
  CERT_NOT_YET_VALID: () => l10n.t('its certificate is not valid yet. Is the clock right?'),
  ERR_TLS_CERT_ALTNAME_INVALID: () =>
    l10n.t('its certificate is for another name. Use the name that the certificate has, or get one for this name.'),
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
};
