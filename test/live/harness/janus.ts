/** Debian's Janus as a test's own process: its configuration in a folder of its own, on free ports of loopback. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.js';
import { until } from './until.js';

export type Handler = 'sampleevh' | 'wsevh' | 'gelfevh' | 'mqttevh' | 'rabbitmqevh' | 'nanomsgevh';
type Value = string | number | boolean;

export interface JanusOptions {
  /**
   * The `general` section of each handler that is to be used (`enabled` and `events = "all"` go without saying), or all
   * of its file.
   */
  readonly handlers: Partial<Record<Handler, Readonly<Record<string, Value>> | string>>;
  readonly serverName?: string;
  /** Seconds; Janus' default is 60 and no reclaiming. */
  readonly sessionTimeout?: number;
  readonly reclaimTimeout?: number;
  /** Offers the Janus API over a Unix socket (SOCK_SEQPACKET) too. */
  readonly unix?: boolean;
}

export interface Janus {
  readonly pid: number;
  /** `http://127.0.0.1:8088/janus`: the Janus API; the Admin API; the Janus API over WebSocket. */
  readonly http: string;
  readonly admin: string;
  readonly ws: string;
  /** Path of the Unix socket, where there is one. */
  readonly unix: string;
  /** What it has written into its text log. */
  log(): string;
  /** Ends it (SIGTERM, or another signal) and waits until it is gone. Its folder and ports stay for {@link start}. */
  end(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again with the same configuration and ports. Its log goes on in a new file. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

export const ADMIN_SECRET = 'a-secret-of-the-test';

const TRANSPORTS = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq', 'websockets'];
const PLUGINS = [
  'audiobridge',
  'duktape',
  'echotest',
  'lua',
  'nosip',
  'recordplay',
  'sip',
  'streaming',
  'textroom',
  'videocall',
  'videoroom',
  'voicemail',
];
const HANDLERS: readonly Handler[] = ['sampleevh', 'wsevh', 'gelfevh', 'mqttevh', 'rabbitmqevh', 'nanomsgevh'];

/** Starts Janus and waits until it answers. */
export async function startJanus(options: JanusOptions): Promise<Janus> {
  const folder = mkdtempSync(join(tmpdir(), 'janus-'));
  const [http, admin, ws] = (await freePorts(3)) as [number, number, number];
  writeConfiguration(folder, options, { http, admin, ws });
  const logs: string[] = [];
  let child: ChildProcess | null = null;

  const janus: Janus = {
    get pid() {
      return child?.pid ?? 0;
    },
    http: `http://127.0.0.1:${http}/janus`,
    admin: `http://127.0.0.1:${admin}/admin`,
    ws: `ws://127.0.0.1:${ws}`,
    unix: unixSocket(folder),
    log: () => logs.map((path) => readFileSync(path, 'utf8')).join(''),
    async end(signal = 'SIGTERM') {
      const ending = child;
      child = null;
      if (ending?.exitCode !== null || ending.signalCode !== null) return;
      const gone = new Promise((resolve) => ending.once('exit', resolve));
      ending.kill(signal);
      // Janus waits for its event handlers, and those for their peers.
      const impatient = setTimeout(() => ending.kill('SIGKILL'), 20_000);
      await gone;
      clearTimeout(impatient);
    },
    async start() {
      const log = join(folder, `janus-${logs.length}.log`);
      const started = spawn('janus', ['-F', folder, '-L', log, '-N'], { stdio: 'ignore' });
      const failed = new Promise<never>((_, reject) => {
        started.once('error', reject);
        started.once('exit', (code) => {
          reject(new Error(`Janus ended with ${String(code)}:\n${readFileSync(log, 'utf8').slice(-2000)}`));
        });
      });
      child = started;
      logs.push(log);
      await Promise.race([failed, until('Janus answers', () => answers(`${janus.http}/info`))]);
      failed.catch(() => undefined);
    },
    async remove() {
      await janus.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await janus.start();
  } catch (error) {
    await janus.remove();
    throw error;
  }
  return janus;
}

const unixSocket = (folder: string): string => join(folder, 'api.sock');

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.ok;
}

function writeConfiguration(
  folder: string,
  { handlers, serverName = 'janus-live', sessionTimeout = 60, reclaimTimeout = 0, unix = false }: JanusOptions,
  ports: { http: number; admin: number; ws: number },
): void {
  const used = Object.keys(handlers);
  const library = (name: string): string => `libjanus_${name}.so`;
  const without = (all: readonly string[], kept: readonly string[]): string =>
    all
      .filter((name) => !kept.includes(name))
      .map(library)
      .join(',');
  const write = (name: string, sections: Record<string, Record<string, Value>>): void => {
    writeFileSync(join(folder, `${name}.jcfg`), jcfg(sections));
  };
  write('janus', {
    general: {
      configs_folder: folder,
      server_name: serverName,
      admin_secret: ADMIN_SECRET,
      session_timeout: sessionTimeout,
      reclaim_session_timeout: reclaimTimeout,
      debug_level: 4,
      debug_timestamps: true,
    },
    media: {},
    nat: {},
    plugins: { disable: without(PLUGINS, ['echotest', 'videoroom']) },
    transports: { disable: without(TRANSPORTS, ['http', 'websockets', ...(unix ? ['pfunix'] : [])]) },
    loggers: { disable: library('jsonlog') },
    events: { broadcast: true, stats_period: 1, ...(used.length < 6 && { disable: without(HANDLERS, used) }) },
  });
  write('janus.transport.http', {
    general: { base_path: '/janus', http: true, port: ports.http, ip: '127.0.0.1', https: false },
    admin: { admin_base_path: '/admin', admin_http: true, admin_port: ports.admin, admin_ip: '127.0.0.1' },
  });
  write('janus.transport.websockets', {
    general: { ws: true, ws_port: ports.ws, ws_ip: '127.0.0.1', wss: false },
    admin: { admin_ws: false },
  });
  if (unix)
    write('janus.transport.pfunix', {
      general: { enabled: true, path: unixSocket(folder), type: 'SOCK_SEQPACKET' },
      admin: { admin_enabled: false },
    });
  for (const [name, settings] of Object.entries(handlers)) {
    const file = `janus.eventhandler.${name}`;
    if (typeof settings === 'string') writeFileSync(join(folder, `${file}.jcfg`), settings);
    else write(file, { general: { enabled: true, events: 'all', ...settings } });
  }
}

function jcfg(sections: Record<string, Record<string, Value>>): string {
  const section = ([name, settings]: [string, Record<string, Value>]): string =>
    `${name}: {\n${Object.entries(settings)
      .map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`)
      .join('')}}\n`;
  return Object.entries(sections).map(section).join('');
}
