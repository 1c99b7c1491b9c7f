/** Listening on an address: what is safe, and what to say when it does not work. Node only. */
import * as l10n from '@vscode/l10n';
import { BlockList, isIP, isIPv6, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { codeOf } from '../file-words.js';
import { SourceProblem } from '../live-source.js';

export interface Address {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only programs of this machine reach that address. */
export function isLoopback(host: string): boolean {
  return (
    host.toLowerCase() === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4'))
  );
}

/** An IPv6 address as it stands in a URL. */
export const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** `127.0.0.1:8188`, `[::1]:8188`. */
export const addressText = ({ host, port }: Address): string => `${bracketed(host)}:${port}`;

/** The address of an IPv4 peer of a socket that listens for both. */
export const peerText = (address: string | undefined): string =>
  (address ?? l10n.t('a client')).replace(/^::ffff:/, '');

/** Why listening failed, in words a person can act on. */
export function listenProblem(address: Address, error: unknown): SourceProblem {
  const { host, port } = address;
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: l10n.t('port {0} is in use. Stop the program that uses it, or choose another port.', port),
    EADDRNOTAVAIL: l10n.t('this machine has no address {0}. Choose one that it has; 0.0.0.0 means all of them.', host),
    EACCES: l10n.t('port {0} is not allowed to this user. Choose one above 1023.', port),
    EPERM: l10n.t('port {0} is not allowed to this user. Choose one above 1023.', port),
    ENOTFOUND: l10n.t('the name {0} is not known. Give an address of this machine, such as 127.0.0.1.', host),
    EAI_AGAIN: l10n.t('the name {0} is not known. Give an address of this machine, such as 127.0.0.1.', host),
  };
  const words = why[codeOf(error)] ?? (error instanceof Error ? `${error.message}.` : String(error));
  return new SourceProblem(l10n.t('Cannot listen on {0}: {1}', addressText(address), words));
}

/** Makes `server` listen, and returns the address with the port it got. Throws {@link SourceProblem}. */
export function listen(server: Server, address: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      reject(listenProblem(address, error));
    };
    server.once('error', failed);
    server.listen({ host: address.host, port: address.port, backlog: 1024 }, () => {
      server.removeListener('error', failed);
      const bound = server.address();
      resolve({ host: address.host, port: bound !== null && typeof bound === 'object' ? bound.port : address.port });
    });
  });
}

/** ms that a peer has to read what it is told last. */
const LAST_WORDS_TIME = 1_000;

/**
 * Says `lastWords` and closes: at once when they are sent, or after a second. `end` alone closes this side, and a peer that
 * keeps the other one open would keep the connection, which no time limit of a server covers once it is answered.
 */
export function endSoon(socket: Duplex, lastWords: string): void {
  const late = setTimeout(() => socket.destroy(), LAST_WORDS_TIME);
  socket.once('close', () => clearTimeout(late));
  socket.end(lastWords, () => socket.destroy());
}

/** The sockets of a server, to end those that stay when it stops. */
export class OpenSockets {
  private readonly sockets = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  [Symbol.iterator](): IterableIterator<Socket> {
    return this.sockets.values();
  }

  destroy(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
