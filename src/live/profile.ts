/**
 * What a live session is started from: which source, and where. Profiles are kept in the setting
 * `janusEvents.live.profiles`, so a password is never in one; `user` says that there is one to ask for.
 */
import * as z from 'zod/mini';
import { streamOffset } from './rabbitmq/amqp-offset.js';
import { SourceProblem } from './live-source.js';
import { isLoopback } from './net/listening.js';
import { addressProblem, bindProblem, hasCredentials, hostProblem, networkProblem } from './net/addresses.js';

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(1024));
const host = text.check(refuse(hostProblem));
const port = z.int().check(z.minimum(1, 'A port is a number from 1 to 65535.'), z.maximum(65535));
const name = text.check(z.maxLength(60));
/** A file with certificates in PEM form. */
const pemFile = z.optional(text);

/** janus.eventhandler.sampleevh (POST) and janus.eventhandler.wsevh (WebSocket) send to one port. */
const HttpProfile = z
  .strictObject({
    source: z.literal('http'),
    name,
    host,
    port,
    /** Subprotocol a WebSocket has to name; without it any will do. */
    subprotocol: z.optional(text),
    user: z.optional(text),
    /** With both, the listener speaks TLS. */
    certificate: pemFile,
    key: pemFile,
  })
  .check(
    z.refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
      error: 'TLS needs both, the certificate and its key.',
    }),
    z.refine((profile) => isLoopback(profile.host) || profile.user !== undefined, {
      error:
        'To listen on an address that other machines reach, set a user: Janus then has to name it and its password.',
    }),
  );

const MqttProfile = z.strictObject({
  source: z.literal('mqtt'),
  name,
  /** mqtt, mqtts, ws or wss; Janus' own tcp and ssl are understood. */
  url: brokerUrl(['mqtt:', 'mqtts:', 'tcp:', 'ssl:', 'ws:', 'wss:']),
  topic: text,
  version: z._default(z.enum(['3.1.1', '5']), '5'),
  user: z.optional(text),
  /** Certificates of who may sign the broker's; without it those the system trusts. */
  ca: pemFile,
});

const RabbitMqProfile = z
  .strictObject({
    source: z.literal('rabbitmq'),
    name,
    url: brokerUrl(['amqp:', 'amqps:']),
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
      error: 'Give either a queue to consume or an exchange to bind to.',
    }),
  );

const GelfProfile = z
  .strictObject({
    source: z.literal('gelf'),
    name,
    protocol: z.enum(['tcp', 'udp']),
    host,
    port,
    /** Addresses that may send (`10.1.0.0/16`): GELF knows no password. Without it, this machine alone. */
    from: z.optional(z.array(text.check(refuse(networkProblem)))),
  })
  .check(
    z.refine(({ host: address, from }) => isLoopback(address) || (from !== undefined && from.length > 0), {
      error: 'GELF knows no password: to listen on an address that other machines reach, say which may send (from).',
    }),
  );

const NanomsgProfile = z
  .strictObject({
    source: z.literal('nanomsg'),
    name,
    /** `tcp://host:port` or `ipc:///path`. */
    address: text.check(refuse((value) => addressProblem(value, ['tcp:', 'ipc:']))),
    mode: z.enum(['connect', 'bind']),
  })
  .check(
    z.superRefine(({ address, mode }, context) => {
      const problem = mode === 'bind' ? bindProblem(address) : null;
      if (problem !== null) context.addIssue(problem);
    }),
  );

const FileProfile = z.strictObject({
  source: z.literal('file'),
  name,
  path: text,
  /** Of what is in the file already, all or nothing. */
  begin: z._default(z.enum(['beginning', 'end']), 'end'),
});

export const LiveProfile = z.discriminatedUnion('source', [
  HttpProfile,
  MqttProfile,
  RabbitMqProfile,
  GelfProfile,
  NanomsgProfile,
  FileProfile,
]);
export type LiveProfile = z.infer<typeof LiveProfile>;
export type SourceKind = LiveProfile['source'];

export type ProfileOf<K extends SourceKind> = Extract<LiveProfile, { source: K }>;

/** Whether a password belongs to the profile, which is kept apart. */
export const needsSecret = (profile: LiveProfile): boolean => 'user' in profile && profile.user !== undefined;

/** Where the source is, as a person would say it. Nothing in it is secret. */
export function placeOf(profile: LiveProfile): string {
  switch (profile.source) {
    case 'http':
      return `${profile.certificate === undefined ? 'http' : 'https'}://${bracketed(profile.host)}:${String(profile.port)}`;
    case 'mqtt':
    case 'rabbitmq':
      return profile.url;
    case 'gelf':
      return `${profile.protocol}://${bracketed(profile.host)}:${String(profile.port)}`;
    case 'nanomsg':
      return profile.address;
    case 'file':
      return profile.path;
  }
}

function offsetProblem(offset: string): string | null {
  try {
    streamOffset(offset);
    return null;
  } catch (error) {
    if (error instanceof SourceProblem) return error.message;
    throw error;
  }
}

/** An IPv6 address as it stands in a URL. */
export const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

function refuse(problemOf: (value: string) => string | null): z.core.$ZodCheck<string> {
  return z.superRefine<string>((value, context) => {
    const problem = problemOf(value);
    if (problem !== null) context.addIssue(problem);
  });
}

function brokerUrl(schemes: readonly string[]): z.ZodMiniString {
  return text.check(
    refuse((value) => addressProblem(value, schemes)),
    refuse((value) =>
      hasCredentials(value)
        ? 'Leave user and password out of the address: the settings are no place for a password.'
        : null,
    ),
  );
}
