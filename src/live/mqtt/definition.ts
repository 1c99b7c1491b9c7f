/** Subscribes to what janus.eventhandler.mqttevh publishes through a broker. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import * as ask from '../shared-questions.js';
import { handler, PASSWORD, type JanusFile } from '../janus-configuration.js';
import { brokerUrl, login, name, pemFile, text } from '../profile-parts.js';
import type { SourceDefinition } from '../source-definition.js';
import { ASKED_SCHEMES, deliveryWords, SUGGESTED_URL } from './from-here.js';

/** Of every machine: settings go from one to the other. */
const SCHEMES = ['mqtt:', 'mqtts:', 'tcp:', 'ssl:', 'ws:', 'wss:'];

const Profile = z.strictObject({
  source: z.literal('mqtt'),
  name,
  url: brokerUrl(SCHEMES),
  topic: text,
  version: z._default(z.enum(['3.1.1', '5']), '5'),
  user: z.optional(text),
  /** Certificates of who may sign the broker's; without it those the system trusts. */
  ca: pemFile,
});
type Profile = z.output<typeof Profile>;

export const mqtt: SourceDefinition<Profile> & { readonly profile: typeof Profile } = {
  profile: Profile,
  place: ({ url }) => url,
  delivery: () => ({ acknowledged: true, words: deliveryWords() }),
  janusFiles: (profile) => [mqttHandler(profile)],
  async source({ url, topic, version, user, ca }, secret) {
    const { mqttSource } = await import('./mqtt-source.js');
    return mqttSource({ url, topic, version, ...login(user, secret), tls: { ca } });
  },
  wizard: {
    label: () => 'MQTT',
    detail: () => l10n.t('Subscribe to the topics that mqttevh publishes to, on the broker you have.'),
    questions: () => [
      ask.broker(SUGGESTED_URL, ASKED_SCHEMES),
      {
        key: 'topic',
        prompt: l10n.t("Topic filter: mqttevh's own topic is /janus/events, and # takes all below it."),
        initial: () => '/janus/events/#',
        problem: (value) => ask.filled(value),
      },
      {
        key: 'version',
        prompt: l10n.t('Version of MQTT'),
        initial: () => '5',
        choices: [
          {
            value: '5',
            label: '5',
            detail: l10n.t('Tells why a broker refuses, and what a broker keeps for us has an end.'),
          },
          { value: '3.1.1', label: '3.1.1', detail: l10n.t('For older brokers.') },
        ],
      },
      ask.user(),
      ask.password(),
    ],
    suggestedName: ({ url }) => `MQTT ${ask.hostOf(url)}`,
  },
  commandLine: {
    options: {
      mqtt: { type: 'string', multiple: true },
      'mqtt-topic': { type: 'string' },
      'mqtt-password-file': { type: 'string' },
    },
    usage: () =>
      `  ${l10n.t('--mqtt URL             what mqttevh publishes at that broker; --mqtt-topic FILTER (default /janus/events/#)')}`,
    async sources(given) {
      const urls = given.brokers('mqtt', 'MQTT');
      const password = await given.password('mqtt-password-file', 'JANUS_EVENTS_MQTT_PASSWORD');
      const [topic, ca] = [given.one('mqtt-topic'), given.one('broker-ca')];
      const { mqttSource } = await import('./mqtt-source.js');
      return urls.map((url) => mqttSource({ url, topic, password, tls: { ca } }));
    },
  },
};

function mqttHandler({ url, topic, version, user, ca }: Profile): JanusFile {
  const { protocol, hostname, port } = new URL(url);
  const secure = ['mqtts:', 'ssl:', 'wss:'].includes(protocol);
  const web = protocol === 'ws:' || protocol === 'wss:';
  const number = web || port === '' ? (secure ? '8883' : '1883') : port;
  const notes = [l10n.t('Every Janus needs a client_id of its own.')];
  if (web) notes.push(l10n.t('Janus speaks MQTT over TCP alone: check the port.'));
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
