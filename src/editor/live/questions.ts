/** What is asked for each kind of source. */
import { l10n } from 'vscode';
import { isLoopback } from '../../live/net/listening.js';
import { addressProblem, bindProblem, networkProblem } from '../../live/net/addresses.js';
import type { SourceKind } from '../../live/profile.js';
import { broker, file, filled, host, listOf, password, port, user } from './common-questions.js';
import type { Answers, Choice, Question } from './multi-step.js';

/** The kinds of sources, each with a sentence. */
export const sourceKinds = (): (Choice & { readonly value: SourceKind })[] => [
  {
    value: 'http',
    label: l10n.t('HTTP and WebSocket'),
    detail: l10n.t('Listen on a port. Janus sends here itself: sampleevh over HTTP, wsevh over WebSocket.'),
  },
  {
    value: 'mqtt',
    label: 'MQTT',
    detail: l10n.t('Subscribe to the topics that mqttevh publishes to, on the broker you have.'),
  },
  {
    value: 'rabbitmq',
    label: 'RabbitMQ',
    detail: l10n.t(
      'Consume a queue, an exchange or a stream that rabbitmqevh writes to: also what was sent yesterday.',
    ),
  },
  { value: 'gelf', label: 'GELF', detail: l10n.t('Listen over TCP or UDP in place of a Graylog server, for gelfevh.') },
  { value: 'nanomsg', label: 'nanomsg', detail: l10n.t('Subscribe to what nanomsgevh publishes, over tcp or ipc.') },
  {
    value: 'file',
    label: l10n.t('File'),
    detail: l10n.t('Follow a log that is written to, also when it is rotated, as tail -F does.'),
  },
];

export function questionsFor(kind: SourceKind, takenNames: readonly string[]): Question[] {
  return [...QUESTIONS[kind](), nameQuestion(kind, takenNames)];
}

const QUESTIONS: Record<SourceKind, () => Question[]> = {
  http: () => [
    host(l10n.t('Address to listen on. 127.0.0.1 and ::1 are reached from this machine alone.')),
    port('8181'),
    {
      key: 'user',
      prompt: l10n.t('User that Janus has to name (backend_user); with an address others reach it is needed.'),
      placeholder: l10n.t('Empty: whoever reaches the port may send'),
      problem: (value, { host: address }) =>
        value === '' && !isLoopback(address ?? '') ? l10n.t('Other machines reach this address: set a user.') : null,
    },
    password(),
    {
      key: 'tls',
      prompt: l10n.t('Encrypt with TLS?'),
      initial: () => 'no',
      choices: [
        { value: 'no', label: l10n.t('No'), detail: l10n.t('http:// and ws://: for this machine and for tunnels.') },
        { value: 'yes', label: l10n.t('Yes'), detail: l10n.t('https:// and wss://, with a certificate of yours.') },
      ],
      when: ({ host: address }) => !isLoopback(address ?? ''),
    },
    file('certificate', l10n.t('File with the certificate and those up to its authority (PEM).'), isTls),
    file('key', l10n.t('File with the private key of the certificate (PEM).'), isTls),
  ],
  mqtt: () => [
    broker('mqtt://localhost:1883', ['mqtt:', 'mqtts:', 'tcp:', 'ssl:', 'ws:', 'wss:']),
    {
      key: 'topic',
      prompt: l10n.t("Topic filter: mqttevh's own topic is /janus/events, and # takes all below it."),
      initial: () => '/janus/events/#',
      problem: filled,
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
    user(),
    password(),
  ],
  rabbitmq: () => [
    broker('amqp://localhost:5672', ['amqp:', 'amqps:']),
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
      problem: filled,
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
      problem: filled,
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
      problem: filled,
      when: ({ what, exchangeType }) => what === 'exchange' && exchangeType !== 'fanout',
    },
    user(),
    password(),
  ],
  gelf: () => [
    {
      key: 'protocol',
      prompt: l10n.t("Over what? gelfevh's protocol."),
      initial: () => 'tcp',
      choices: [
        { value: 'tcp', label: 'TCP', detail: l10n.t('What arrives is complete.') },
        { value: 'udp', label: 'UDP', detail: l10n.t('Nothing tells of what got lost on the way.') },
      ],
    },
    host(l10n.t('Address to listen on. 127.0.0.1 and ::1 are reached from this machine alone.')),
    port('12201'),
    {
      key: 'from',
      prompt: l10n.t('Addresses and networks that may send, with commas between them: GELF knows no password.'),
      placeholder: '10.1.2.3, 10.2.0.0/16',
      problem: (value) =>
        filled(value) ??
        listOf(value)
          .map(networkProblem)
          .find((problem) => problem !== null) ??
        null,
      when: ({ host: address }) => !isLoopback(address ?? ''),
    },
  ],
  nanomsg: () => [
    {
      key: 'mode',
      prompt: l10n.t('Who waits for the other?'),
      initial: () => 'connect',
      choices: [
        { value: 'connect', label: l10n.t('Connect to Janus'), detail: l10n.t('nanomsgevh has mode = "bind".') },
        {
          value: 'bind',
          label: l10n.t('Wait for Janus'),
          detail: l10n.t('nanomsgevh has mode = "connect", its default.'),
        },
      ],
    },
    {
      key: 'address',
      prompt: l10n.t("nanomsgevh's address."),
      initial: () => 'ipc:///tmp/janusevh.ipc',
      problem: (value, { mode }) =>
        addressProblem(value, ['tcp:', 'ipc:']) ?? (mode === 'bind' ? bindProblem(value) : null),
    },
  ],
  file: () => [
    file('path', l10n.t('Full path of the log to follow.')),
    {
      key: 'begin',
      prompt: l10n.t('And what is in it already?'),
      initial: () => 'end',
      choices: [
        { value: 'end', label: l10n.t('Only what is added'), detail: l10n.t('From the end of the file on.') },
        { value: 'beginning', label: l10n.t('All of it'), detail: l10n.t('From its beginning on.') },
      ],
    },
  ],
};

function nameQuestion(kind: SourceKind, takenNames: readonly string[]): Question {
  return {
    key: 'name',
    prompt: l10n.t('A name for this profile: the server, or the fleet.'),
    initial: (answers) => firstFree(suggestion(kind, answers), takenNames),
    problem: (value) =>
      filled(value) ??
      (value.length > 60
        ? l10n.t('At most 60 characters.')
        : takenNames.includes(value)
          ? l10n.t('There is a profile of this name already.')
          : null),
  };
}

function suggestion(kind: SourceKind, answers: Answers): string {
  switch (kind) {
    case 'http':
      return `HTTP ${answers['port'] ?? ''}`;
    case 'gelf':
      return `GELF ${answers['port'] ?? ''}`;
    case 'mqtt':
      return `MQTT ${hostOf(answers['url'])}`;
    case 'rabbitmq':
      return `RabbitMQ ${hostOf(answers['url'])}`;
    case 'nanomsg':
      return 'nanomsg';
    case 'file':
      return answers['path']?.replace(/^.*[\\/]/, '') ?? '';
  }
}

const hostOf = (url: string | undefined): string =>
  url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';

function firstFree(name: string, taken: readonly string[]): string {
  const short = name.trim().slice(0, 50);
  for (let k = 1; ; k++) {
    const candidate = k === 1 ? short : `${short} (${String(k)})`;
    if (!taken.includes(candidate)) return candidate;
  }
}

const isTls = ({ tls }: Answers): boolean => tls === 'yes';
