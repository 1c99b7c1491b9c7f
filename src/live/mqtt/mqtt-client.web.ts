/** `mqtt-client.ts` in a browser, which opens WebSockets alone. */
import * as l10n from '@vscode/l10n';
import type { IClientOptions, MqttClient } from 'mqtt';
import Client from 'mqtt/lib/client';
import { browserStreamBuilder } from 'mqtt/lib/connect/ws';
import Store from 'mqtt/lib/store';
import type { BrokerAddress } from '../net/broker-address.js';
import type { ClientTls } from '../net/client-tls-options.js';
import { heldBytes } from '../net/held-bytes.js';
import { MORE_THAN_HELD } from './mqtt-words.js';

export { Store };

/** All that a profile can name: those that a browser cannot reach get words of their own. */
export const SCHEMES: readonly string[] = ['ws', 'wss', 'mqtt', 'tcp', 'mqtts', 'ssl'];

export const whyNotFromHere = (scheme: string): string | null =>
  scheme === 'ws' || scheme === 'wss'
    ? null
    : l10n.t(
        "a browser reaches brokers over WebSocket alone: give the broker's address with wss:// (or ws:// on this machine), often with the path /mqtt. VS Code on a desktop reaches this one.",
      );

/** As much of a browser's WebSocket as is used. */
interface WebSocket {
  binaryType: string;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** `tls` is the browser's own affair: it knows whose certificates it trusts, and nobody tells it of others. */
export function openClient(
  { scheme, host, port, path }: BrokerAddress,
  _tls: ClientTls | undefined,
  options: IClientOptions,
): Promise<MqttClient> {
  const { WebSocket } = globalThis as unknown as {
    readonly WebSocket: new (url: string, protocols: string[]) => WebSocket;
  };
  const hostname = host.includes(':') ? `[${host}]` : host;
  const url = `${scheme}://${hostname}${port === undefined ? '' : `:${String(port)}`}${path}`;
  // Nothing makes a browser read a WebSocket more slowly: what waits to be read is held here.
  let unread = 0;
  const holding = heldBytes.hold(() => {
    client.stream.destroy(new Error(MORE_THAN_HELD));
  });
  const client: MqttClient = new Client((of) => browserStreamBuilder(of, of.options), {
    protocol: scheme === 'wss' ? 'wss' : 'ws',
    hostname,
    // This is no page, whose timers are slowed down while nobody looks at it.
    timerVariant: 'native',
    ...options,
    createWebsocket(_url, protocols) {
      const socket = new WebSocket(url, protocols);
      socket.addEventListener('message', ({ data }) => {
        if (data instanceof ArrayBuffer) holding.set((unread += data.byteLength));
      });
      return socket;
    },
  });
  client.stream.on('data', (chunk: Uint8Array) => {
    holding.set((unread -= chunk.length));
  });
  client.on('close', () => {
    holding.set((unread = 0));
  });
  return Promise.resolve(client);
}
