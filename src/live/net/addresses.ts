/** Addresses that a person types: what is wrong with one, in words. */
import * as l10n from '@vscode/l10n';
import { isIPv4, isIPv6 } from 'node:net';
import { isLoopback } from './listening.js';
import { networkOf } from './networks.js';
import { parsed } from './urls.js';

/** What is wrong with an address to listen on; null: nothing. */
export function hostProblem(host: string): string | null {
  if (/^[a-z]+:\/\//i.test(host)) return l10n.t('Only the address, without http:// in front: 127.0.0.1');
  if (/^[0-9.]+$/.test(host))
    return isIPv4(host) ? null : l10n.t('An address has four numbers from 0 to 255: 127.0.0.1');
  if (/^[0-9a-f:]+$/i.test(host)) return isIPv6(host) ? null : l10n.t('This is no IPv6 address.');
  if (/[:/\s]/.test(host)) return l10n.t('Only the address: the port is asked for next.');
  return URL.canParse(`http://${host}`) ? null : l10n.t('This is no address: 127.0.0.1 listens on this machine.');
}

/** What is wrong with an IP address or a network (`10.1.0.0/16`); null: nothing. */
export function networkProblem(network: string): string | null {
  return networkOf(network) !== null ? null : l10n.t('An address or a network is meant: 10.1.2.3 or 10.1.0.0/16');
}

/** What is wrong with a port; null: nothing. */
export function portProblem(port: string): string | null {
  const number = Number(port);
  return /^\d+$/.test(port) && number >= 1 && number <= 65535 ? null : l10n.t('A port is a number from 1 to 65535.');
}

/** Why one cannot wait for Janus at a nanomsg address, itself sound; null: one can. */
export function bindProblem(address: string): string | null {
  const url = parsed(address);
  if (url === null || url.protocol === 'ipc:' || isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) return null;
  return l10n.t(
    'nanomsg cannot tell who sends: bind to 127.0.0.1, ::1, localhost or ipc. From elsewhere, connect to Janus or use a tunnel (ssh -R).',
  );
}
