/** Consumes what janus.eventhandler.rabbitmqevh publishes: a queue, an exchange or a stream. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import * as ask from '../shared-questions.js';
import { handler, PASSWORD, type JanusFile } from '../janus-configuration.js';
import { SourceProblem } from '../live-source.js';
import { brokerUrl, login, name, pemFile, refuse, text } from '../profile-parts.js';
import type { Question } from '../question.js';
import type { SourceDefinition } from '../source-definition.js';
import { streamOffset } from './amqp-offset.js';

const SCHEMES = ['amqp:', 'amqps:'];

const Profile = z
  .strictObject({
    source: z.literal('rabbitmq'),
    name,
    url: brokerUrl(SCHEMES),
    /** An existing queue to consume … */
    queue: z.optional(text),
    /** … from where, if it is a stream: first, next, a span back from now (1h, 1D), a time, a number. */
    offset: z.optional(text.check(refuse(offsetProblem))),
    /** … or an exchange to bind a queue of our own to. */
    exchange: z.optional(text),
    exchangeType: z.optional(z.enum(['fanout', 'topic', 'direct'])),
    routingKey: z.optional(text),
    user: z.optional(text),
    ca: pemFile,
  })
  .check(
    z.refine(({ queue, exchange }) => (queue === undefined) !== (exchange === undefined), {
      error: () => l10n.t('Give either a queue to consume or an exchange to bind to.'),
    }),
  );
type Profile = z.output<typeof Profile>;

export const rabbitMq: SourceDefinition<Profile> & { readonly profile: typeof Profile } = {
  profile: Profile,
  place: ({ url }) => url,
  delivery: ({ queue }) => ({
    acknowledged: true,
    words:
      queue === undefined
        ? l10n.t(
            'RabbitMQ gets its acknowledgement when events are written, and keeps for a day what comes while this session does not run.',
          )
        : l10n.t(
            'RabbitMQ gets its acknowledgement when events are written, and keeps in the queue what comes meanwhile.',
          ),
  }),
  janusFiles: (profile) => [rabbitMqHandler(profile)],
  async source({ url, queue, exchange, routingKey, offset, user, ca }, secret) {
    const { amqpSource } = await import('./amqp-source.js');
    return amqpSource({ url, queue, exchange, routingKey, offset, ...login(user, secret), tls: { ca } });
  },
  wizard: {
    label: () => 'RabbitMQ',
    detail: () =>
      l10n.t('Consume a queue, an exchange or a stream that rabbitmqevh writes to: also what was sent yesterday.'),
    questions,
    guidingKeys: ['what'],
    guiding: ({ exchange, offset }) => ({
      what: exchange !== undefined ? 'exchange' : offset !== undefined ? 'stream' : 'queue',
    }),
    suggestedName: ({ url }) => `RabbitMQ ${ask.hostOf(url)}`,
  },
  commandLine: {
    options: {
      amqp: { type: 'string', multiple: true },
      'amqp-queue': { type: 'string' },
      'amqp-exchange': { type: 'string' },
      'amqp-routing-key': { type: 'string' },
      'amqp-offset': { type: 'string' },
      'amqp-password-file': { type: 'string' },
    },
    usage: () =>
      `  ${l10n.t('--amqp URL             what rabbitmqevh publishes: --amqp-queue NAME, or --amqp-exchange NAME with\n                         --amqp-routing-key KEY; of a stream --amqp-offset first, last, next, a number, 1h or a time')}`,
    async sources(given) {
      const urls = given.brokers('amqp', 'AMQP');
      const password = await given.password('amqp-password-file', 'JANUS_EVENTS_AMQP_PASSWORD');
      const from = {
        queue: given.one('amqp-queue'),
        exchange: given.one('amqp-exchange'),
        routingKey: given.one('amqp-routing-key'),
        offset: given.one('amqp-offset'),
        tls: { ca: given.one('broker-ca') },
      };
      const { amqpSource } = await import('./amqp-source.js');
      return urls.map((url) => amqpSource({ url, password, ...from }));
    },
  },
};

function offsetProblem(offset: string): string | null {
  try {
    streamOffset(offset);
    return null;
  } catch (error) {
    if (error instanceof SourceProblem) return error.message;
    throw error;
  }
}

function questions(): Question[] {
  return [
    ask.broker('amqp://localhost:5672', SCHEMES),
    {
      key: 'what',
      prompt: l10n.t('Where are the events?'),
      initial: () => 'queue',
      choices: [
        {
          value: 'queue',
          label: l10n.t('A queue'),
          detail: l10n.t('Its messages are taken out: another consumer of it gets the others.'),
        },
        {
          value: 'exchange',
          label: l10n.t('An exchange'),
          detail: l10n.t('A queue of our own is bound to it, so nobody else misses anything.'),
        },
        {
          value: 'stream',
          label: l10n.t('A stream'),
          detail: l10n.t('Read from where you like, and nothing is taken out.'),
        },
      ],
    },
    {
      key: 'queue',
      prompt: l10n.t("Name of the queue or stream: rabbitmqevh's route_key."),
      initial: () => 'janus-events',
      problem: (value) => ask.filled(value),
      when: ({ what }) => what !== 'exchange',
    },
    {
      key: 'offset',
      prompt: l10n.t('From where on?'),
      initial: () => '1h',
      choices: [
        { value: '1h', label: l10n.t('The last hour'), detail: l10n.t('And what comes from now on.') },
        { value: '1D', label: l10n.t('The last day'), detail: l10n.t('And what comes from now on.') },
        { value: 'first', label: l10n.t('The beginning'), detail: l10n.t('All that the stream holds.') },
        { value: 'next', label: l10n.t('Now'), detail: l10n.t('Only what comes from now on.') },
      ],
      when: ({ what }) => what === 'stream',
    },
    {
      key: 'exchange',
      prompt: l10n.t("Name of the exchange: rabbitmqevh's exchange."),
      initial: () => 'janus-exchange',
      problem: (value) => ask.filled(value),
      when: ({ what }) => what === 'exchange',
    },
    {
      key: 'exchangeType',
      prompt: l10n.t("Type of the exchange: rabbitmqevh's exchange_type."),
      initial: () => 'fanout',
      choices: [
        { value: 'fanout', label: 'fanout', detail: l10n.t("Janus' default.") },
        { value: 'topic', label: 'topic', detail: l10n.t('Chosen by patterns of routing keys.') },
        { value: 'direct', label: 'direct', detail: l10n.t('Chosen by a routing key.') },
      ],
      when: ({ what }) => what === 'exchange',
    },
    {
      key: 'routingKey',
      prompt: l10n.t('Routing key to bind with.'),
      initial: ({ exchangeType }) => (exchangeType === 'topic' ? '#' : 'janus-events'),
      problem: (value) => ask.filled(value),
      when: ({ what, exchangeType }) => what === 'exchange' && exchangeType !== 'fanout',
    },
    ask.user(),
    ask.password(),
  ];
}

function rabbitMqHandler(profile: Profile): JanusFile {
  const { protocol, hostname, port, pathname } = new URL(profile.url);
  const secure = protocol === 'amqps:';
  const vhost = decodeURIComponent(pathname.slice(1));
  const own = profile.exchange !== undefined;
  const notes =
    profile.offset === undefined ? [] : [l10n.t('The queue is a stream: Janus must not declare it as a common queue.')];
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
