/**
 * The lines for Janus' own configuration that send its events to a profile's source. Options and their names are those
 * of the samples in /etc/janus (conf/janus.eventhandler.*.jcfg.sample.in in Janus' source).
 */
import { isLoopback } from './net/listening.js';
import { bracketed, type LiveProfile, type ProfileOf } from './profile.js';

/** One file of Janus' configuration and what to put into it. */
export interface JanusFile {
  readonly file: string;
  /** libconfig text, with comments. */
  readonly text: string;
}

/** Stands where a password belongs, which is shown nowhere. */
export const PASSWORD = 'THE-PASSWORD-YOU-HAVE-SET';
/** Stands where Janus needs an address that this machine cannot know. */
const THIS_MACHINE = 'ADDRESS-OF-THIS-MACHINE';

type Value = string | number | boolean;
type Option = readonly [name: string, value: Value | undefined];

/** What to paste for a profile, janus.jcfg last; empty where no event handler is concerned. */
export function janusConfiguration(profile: LiveProfile): JanusFile[] {
  const handlers = handlersOf(profile);
  return handlers.length === 0 ? [] : [...handlers, GENERAL];
}

/** The files one after another, each under its name. */
export function configurationText(files: readonly JanusFile[]): string {
  return files.map(({ file, text }) => `# ${file}\n${text}`).join('\n');
}

const GENERAL: JanusFile = {
  file: 'janus.jcfg',
  text: [
    '# Events are sent at all only with this. Give each server a name of its own.',
    'general: {',
    '\tserver_name = "janus-1"',
    '}',
    'events: {',
    '\tbroadcast = true',
    '}',
    '',
  ].join('\n'),
};

function handlersOf(profile: LiveProfile): JanusFile[] {
  switch (profile.source) {
    case 'http':
      return [sampleHandler(profile), wsHandler(profile)];
    case 'mqtt':
      return [mqttHandler(profile)];
    case 'rabbitmq':
      return [rabbitMqHandler(profile)];
    case 'gelf':
      return [gelfHandler(profile)];
    case 'nanomsg':
      return [nanomsgHandler(profile)];
    case 'file':
      return [];
  }
}

function sampleHandler({ host, port, user, certificate }: ProfileOf<'http'>): JanusFile {
  return handler('sampleevh', tunnelNote(host, port, 'Over HTTP:'), [
    ['grouping', true],
    ['json', 'compact'],
    ['backend', `${certificate === undefined ? 'http' : 'https'}://${reachable(host)}:${String(port)}`],
    ['backend_user', user],
    ['backend_pwd', user === undefined ? undefined : PASSWORD],
  ]);
}

/** wsevh sends no Basic authentication: user and password go into the address. */
function wsHandler({ host, port, subprotocol, user, certificate }: ProfileOf<'http'>): JanusFile {
  const query = user === undefined ? '' : `/?user=${encodeURIComponent(user)}&password=${PASSWORD}`;
  return handler('wsevh', tunnelNote(host, port, 'Or over WebSocket, to the same port:'), [
    ['grouping', true],
    ['json', 'compact'],
    ['backend', `${certificate === undefined ? 'ws' : 'wss'}://${reachable(host)}:${String(port)}${query}`],
    ['subprotocol', subprotocol],
  ]);
}

function mqttHandler({ url, topic, version, user, ca }: ProfileOf<'mqtt'>): JanusFile {
  const { protocol, hostname, port } = new URL(url);
  const secure = ['mqtts:', 'ssl:', 'wss:'].includes(protocol);
  const web = protocol === 'ws:' || protocol === 'wss:';
  const number = web || port === '' ? (secure ? '8883' : '1883') : port;
  const notes = ['Every Janus needs a client_id of its own.'];
  if (web) notes.push('Janus speaks MQTT over TCP alone: check the port.');
  return handler('mqttevh', notes, [
    ['json', 'compact'],
    ['url', `${secure ? 'ssl' : 'tcp'}://${hostname}:${number}`],
    ['mqtt_version', version],
    ['client_id', 'janus-1-events'],
    ['qos', 1],
    ['topic', baseTopic(topic)],
    ['username', user],
    ['password', user === undefined ? undefined : PASSWORD],
    ['tls_enable', secure || undefined],
    ['tls_cacert', secure ? ca : undefined],
  ]);
}

/** The topic under which a filter takes everything; a filter with other wildcards is the reader's to adapt. */
const baseTopic = (filter: string): string => filter.replace(/\/[#+]$/, '');

function rabbitMqHandler(profile: ProfileOf<'rabbitmq'>): JanusFile {
  const { protocol, hostname, port, pathname } = new URL(profile.url);
  const secure = protocol === 'amqps:';
  const vhost = decodeURIComponent(pathname.slice(1));
  const own = profile.exchange !== undefined;
  const notes =
    profile.offset === undefined ? [] : ['The queue is a stream: Janus must not declare it as a common queue.'];
  return handler('rabbitmqevh', notes, [
    ['grouping', true],
    ['json', 'compact'],
    ['host', hostname],
    ['port', port === '' ? (secure ? 5671 : 5672) : Number(port)],
    ['username', profile.user],
    ['password', profile.user === undefined ? undefined : PASSWORD],
    ['vhost', vhost === '' ? undefined : vhost],
    ['exchange', profile.exchange],
    ['exchange_type', own ? profile.exchangeType : undefined],
    ['route_key', own ? (profile.routingKey ?? 'janus-events') : profile.queue],
    ['declare_outgoing_queue', own || profile.offset !== undefined ? false : undefined],
    ['ssl_enable', secure || undefined],
    ['ssl_cacert', secure ? profile.ca : undefined],
  ]);
}

function gelfHandler({ host, port, protocol }: ProfileOf<'gelf'>): JanusFile {
  return handler('gelfevh', tunnelNote(host, port, ''), [
    ['backend', reachable(host)],
    ['port', String(port)],
    ['protocol', protocol],
  ]);
}

function nanomsgHandler({ address, mode }: ProfileOf<'nanomsg'>): JanusFile {
  return handler(
    'nanomsgevh',
    [],
    [
      ['grouping', true],
      ['json', 'compact'],
      ['mode', mode === 'connect' ? 'bind' : 'connect'],
      ['address', address],
    ],
  );
}

/** Every handler wants to be enabled, and all events: with `sessions` masked nothing can be told. */
function handler(name: string, notes: readonly string[], options: readonly Option[]): JanusFile {
  const all: Option[] = [['enabled', true], ['events', 'all'], ...options];
  const lines = all.flatMap(([option, value]) => (value === undefined ? [] : [`\t${option} = ${literal(value)}`]));
  return {
    file: `janus.eventhandler.${name}.jcfg`,
    text: [...notes.filter((note) => note !== '').map((note) => `# ${note}`), 'general: {', ...lines, '}', ''].join(
      '\n',
    ),
  };
}

/** As libconfig reads it. */
function literal(value: Value): string {
  if (typeof value !== 'string') return String(value);
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\r\n\t]/g, ' ')}"`;
}

function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? THIS_MACHINE : bracketed(host);
}

function tunnelNote(host: string, port: number, first: string): string[] {
  if (!isLoopback(host)) return [first];
  const at = `${String(port)}:${bracketed(host)}:${String(port)}`;
  return [first, `Janus on another machine reaches this through a tunnel: ssh -R ${at} JANUS-MACHINE`];
}
