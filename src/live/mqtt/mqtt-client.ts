/** The MQTT library, over TCP, TLS and WebSocket. Node only: `mqtt-client.web.ts` has WebSocket alone. */
import mqtt, { Store, type IClientOptions, type MqttClient } from 'mqtt';
import type { BrokerAddress } from '../net/broker-address.js';
import type { ClientTls } from '../net/client-tls-options.js';
import { readClientTls } from '../net/client-tls.js';

export { Store };

/** Schemes of addresses, and what the library calls them. */
const PROTOCOLS = { mqtt: 'mqtt', tcp: 'mqtt', mqtts: 'mqtts', ssl: 'mqtts', ws: 'ws', wss: 'wss' } as const;
export const SCHEMES: readonly string[] = Object.keys(PROTOCOLS);

/** Why a broker of that scheme cannot be reached from here, in words; null: it can be. */
export const whyNotFromHere: (scheme: string) => string | null = () => null;

/** Begins to connect; throws a `SourceProblem` for files of `tls` that cannot be used. */
export async function openClient(
  { scheme, host, port, path }: BrokerAddress,
  tls: ClientTls | undefined,
  options: IClientOptions,
): Promise<MqttClient> {
  const web = scheme.startsWith('ws');
  return mqtt.connect({
    protocol: PROTOCOLS[scheme as keyof typeof PROTOCOLS],
    // Of a WebSocket it becomes part of a URL.
    hostname: web && host.includes(':') ? `[${host}]` : host,
    ...(port !== undefined && { port }),
    ...(web && path !== '' && { path }),
    ...(await readClientTls(tls)),
    ...options,
  });
}
