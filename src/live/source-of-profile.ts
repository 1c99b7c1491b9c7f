import { amqpSource } from './rabbitmq/amqp-source.js';
import { fileSource } from './file/file-source.js';
import { GelfTcpSource } from './gelf/gelf-tcp-source.js';
import { GelfUdpSource } from './gelf/gelf-udp-source.js';
import { HttpSource } from './http-and-websocket/http-source.js';
import type { LiveSource } from './live-source.js';
import { mqttSource } from './mqtt/mqtt-source.js';
import { nanomsgSource } from './nanomsg/nanomsg-source.js';
import type { LiveProfile, ProfileOf } from './profile.js';

/** The source that a profile describes; `secret` is the password that belongs to its user. */
export function sourceOf(profile: LiveProfile, secret: string | null): LiveSource {
  switch (profile.source) {
    case 'http':
      return httpSource(profile, secret);
    case 'mqtt': {
      const { url, topic, version, user, ca } = profile;
      return mqttSource({ url, topic, version, ...login(user, secret), tls: { ca } });
    }
    case 'gelf': {
      const { host, port, from = [] } = profile;
      return profile.protocol === 'tcp'
        ? new GelfTcpSource({ host, port, from })
        : new GelfUdpSource({ host, port, from });
    }
    case 'rabbitmq': {
      const { url, queue, exchange, routingKey, offset, user, ca } = profile;
      return amqpSource({ url, queue, exchange, routingKey, offset, ...login(user, secret), tls: { ca } });
    }
    case 'nanomsg':
      return nanomsgSource({ address: profile.address, mode: profile.mode });
    case 'file':
      return fileSource({ path: profile.path, from: profile.begin });
  }
}

function httpSource(profile: ProfileOf<'http'>, secret: string | null): LiveSource {
  const { host, port, user, certificate, key, subprotocol } = profile;
  return new HttpSource({
    host,
    port,
    credential: user === undefined ? null : { user, password: secret ?? '' },
    tls: certificate === undefined || key === undefined ? null : { cert: certificate, key },
    webSocket: { subprotocol: subprotocol ?? null },
  });
}

const login = (user: string | undefined, secret: string | null): { username?: string; password?: string } =>
  user === undefined ? {} : { username: user, password: secret ?? '' };
