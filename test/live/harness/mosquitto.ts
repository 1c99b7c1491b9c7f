/** A mosquitto on loopback with data of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../../setup/on-path.mjs';
import { freePorts } from './free-ports.js';
import { startServer, type ServerProcess } from './process.js';

export interface Mosquitto {
  readonly port: number;
  /** `mqtt://127.0.0.1:PORT` */
  readonly url: string;
  /** Starts it again on the same port with the data it kept. */
  start(): Promise<void>;
  /** Ends it; sessions and queued messages stay. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  log(): string;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

export interface MosquittoOptions {
  /** Who may connect; anybody without it. */
  readonly user?: { readonly name: string; readonly password: string };
  /** PEM files: it then talks TLS alone. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Talks MQTT over WebSockets. */
  readonly websockets?: boolean;
  /** Further lines of mosquitto.conf. */
  readonly settings?: readonly string[];
}

export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const home = mkdtempSync(join(tmpdir(), 'janus-mosquitto-'));
  const [port] = (await freePorts(1)) as [number];
  const config = join(home, 'mosquitto.conf');
  writeFileSync(config, settingsOf(options, home, port).join('\n') + '\n');
  let server: ServerProcess;
  const start = async (): Promise<void> => {
    server = await startServer({
      program: 'mosquitto',
      args: ['-v', '-c', config],
      ready: /mosquitto version \S+ running/,
    });
  };
  const removeHome = (): void => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  await start().catch((error: unknown) => {
    removeHome();
    throw error;
  });
  return {
    port,
    url: `${options.websockets ? 'ws' : options.tls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`,
    start,
    stop: () => server.stop(),
    kill: () => server.kill(),
    log: () => server.output(),
    dispose: async () => {
      await server.kill();
      removeHome();
    },
  };
}

function settingsOf({ user, tls, websockets, settings = [] }: MosquittoOptions, home: string, port: number): string[] {
  const lines = [
    'persistence true',
    `persistence_location ${home}/`,
    // After each change: but what it has just acknowledged when it is killed is lost all the same.
    'autosave_on_changes true',
    'autosave_interval 1',
    'max_queued_messages 0',
    // As root it would otherwise become a user that cannot write here.
    `user ${userInfo().username}`,
    `allow_anonymous ${user === undefined}`,
    `listener ${port} 127.0.0.1`,
  ];
  if (tls) lines.push(`certfile ${tls.certificate}`, `keyfile ${tls.key}`);
  // With IPv6 libwebsockets listens on every address. And mosquitto 2.0.11 ends when it listens for WebSockets alone.
  if (websockets) lines.push('protocol websockets', 'socket_domain ipv4', `listener 0 ${join(home, 'mosquitto.sock')}`);
  if (user) lines.push(`password_file ${passwordFile(home, user)}`);
  return [...lines, ...settings];
}

function passwordFile(home: string, user: { readonly name: string; readonly password: string }): string {
  const file = join(home, 'passwords');
  const made = spawnSync(onPath('mosquitto_passwd') ?? 'mosquitto_passwd', [
    '-b',
    '-c',
    file,
    user.name,
    user.password,
  ]);
  if (made.status !== 0) throw new Error(`mosquitto_passwd failed: ${made.stderr.toString()}`);
  return file;
}
