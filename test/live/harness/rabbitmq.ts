/** A RabbitMQ on loopback with a node name, an epmd, ports and data of its own: beside any other, and gone after it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.js';
import { startServer, type ServerProcess } from './process.js';

/** Debian's `rabbitmq-server` command insists on a user of its own; this is what it runs. */
const DEBIAN = '/usr/lib/rabbitmq/bin/rabbitmq-server';

export interface RabbitMq {
  readonly port: number;
  /** As the user who may do everything: `amqp://janus:secret@127.0.0.1:PORT` */
  readonly url: string;
  /** The address for another user or virtual host. */
  urlFor(user: string, password: string, vhost?: string): string;
  /** Starts it again with the data it kept. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

export interface RabbitMqOptions {
  /** PEM files: it then talks TLS alone. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/**
 * Users: `janus` (password `secret`) may do everything, `reader` (`secret`) may use what is there but neither declare
 * nor bind, `stranger` (`secret`) may not enter the virtual host.
 */
export async function startRabbitMq(options: RabbitMqOptions = {}): Promise<RabbitMq> {
  const home = mkdtempSync(join(tmpdir(), 'janus-rabbitmq-'));
  const [port, distribution, epmdPort] = (await freePorts(3)) as [number, number, number];
  const config = join(home, 'rabbitmq.conf');
  writeFileSync(join(home, 'enabled_plugins'), '[].\n');
  writeFileSync(join(home, 'definitions.json'), JSON.stringify(DEFINITIONS));
  writeFileSync(config, settingsOf(options, home, port).join('\n') + '\n');
  const env = {
    HOME: home,
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `janus-test-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_CONFIG_FILE: config,
    RABBITMQ_CONF_ENV_FILE: join(home, 'none'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2:2 -kernel inet_dist_use_interface {127,0,0,1}',
  };
  // Erlang starts one by itself when there is none, and leaves it running.
  const epmd = await startServer({
    program: 'epmd',
    args: ['-d', '-d', '-port', String(epmdPort), '-address', '127.0.0.1'],
    ready: /entering the main select\(\) loop/,
  });
  let server: ServerProcess;
  const start = async (): Promise<void> => {
    server = await startServer({ program: DEBIAN, args: [], env, cwd: home, ready: /completed with \d+ plugins/ });
  };
  const end = async (): Promise<void> => {
    await epmd.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  await start().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  const scheme = options.tls ? 'amqps' : 'amqp';
  const urlFor = (user: string, password: string, vhost?: string): string =>
    `${scheme}://${user}:${password}@127.0.0.1:${port}${vhost === undefined ? '' : `/${encodeURIComponent(vhost)}`}`;
  return {
    port,
    url: urlFor('janus', 'secret'),
    urlFor,
    start,
    stop: () => server.stop(),
    kill: () => server.kill(),
    dispose: async () => {
      await server.kill();
      await end();
    },
  };
}

function settingsOf({ tls }: RabbitMqOptions, home: string, port: number): string[] {
  const lines = [
    `load_definitions = ${join(home, 'definitions.json')}`,
    'loopback_users = none',
    'disk_free_limit.absolute = 10MB',
    'log.console = true',
    'log.console.level = warning',
    'log.file = false',
  ];
  if (!tls) return [`listeners.tcp.1 = 127.0.0.1:${port}`, ...lines];
  return [
    'listeners.tcp = none',
    `listeners.ssl.1 = 127.0.0.1:${port}`,
    `ssl_options.certfile = ${tls.certificate}`,
    `ssl_options.keyfile = ${tls.key}`,
    'ssl_options.verify = verify_none',
    ...lines,
  ];
}

const user = (name: string): object => ({
  name,
  password_hash: hashed('secret'),
  hashing_algorithm: 'rabbit_password_hashing_sha256',
  tags: '',
});

/** RabbitMQ keeps base64 of a 4-byte salt and the SHA-256 of salt and password. */
function hashed(password: string): string {
  const salt = Buffer.from([1, 2, 3, 4]);
  const hash = createHash('sha256').update(salt).update(password).digest();
  return Buffer.concat([salt, hash]).toString('base64');
}

const DEFINITIONS = {
  vhosts: [{ name: '/' }],
  users: ['janus', 'reader', 'stranger'].map(user),
  permissions: [
    { user: 'janus', vhost: '/', configure: '.*', write: '.*', read: '.*' },
    { user: 'reader', vhost: '/', configure: '', write: '', read: '^readable.*' },
  ],
};
