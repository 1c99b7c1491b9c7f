/** The sources a command line asks for. */
import { readFile } from 'node:fs/promises';
import { UsageError } from '../reports/arguments.js';
import { amqpSource } from '../live/rabbitmq/amqp-source.js';
import { fileSource } from '../live/file/file-source.js';
import { fileWords } from '../live/file-words.js';
import { GelfTcpSource } from '../live/gelf/gelf-tcp-source.js';
import { GelfUdpSource } from '../live/gelf/gelf-udp-source.js';
import { HttpSource } from '../live/http-and-websocket/http-source.js';
import { SourceProblem, type LiveSource } from '../live/live-source.js';
import { mqttSource } from '../live/mqtt/mqtt-source.js';
import { nanomsgSource } from '../live/nanomsg/nanomsg-source.js';
import type { ListenRequest } from './listen-arguments.js';

/** Throws {@link UsageError} and {@link SourceProblem}. Passwords come from files and the environment alone. */
export async function sourcesOf(request: ListenRequest, environment: NodeJS.ProcessEnv): Promise<LiveSource[]> {
  return [
    ...(await httpSources(request, environment)),
    ...request.gelfTcp.map((address) => new GelfTcpSource({ ...address, from: request.from })),
    ...request.gelfUdp.map((address) => new GelfUdpSource({ ...address, from: request.from })),
    ...(await brokerSources(request, environment)),
    ...request.nanomsg.map((address) => nanomsgSource({ address })),
    ...request.nanomsgBind.map((address) => nanomsgSource({ address, mode: 'bind', from: [...request.from] })),
    ...request.follow.map((path) => fileSource({ path })),
  ];
}

async function httpSources(request: ListenRequest, environment: NodeJS.ProcessEnv): Promise<LiveSource[]> {
  const { http, ws, wsProtocol, tls, user, passwordFile } = request;
  const webSocket = ws || wsProtocol !== null ? { subprotocol: wsProtocol } : null;
  const password = await passwordOf(passwordFile, environment.JANUS_EVENTS_PASSWORD);
  if (user !== null && password === undefined)
    throw new UsageError('--user needs a password: in JANUS_EVENTS_PASSWORD, or --password-file FILE.');
  const credential = user === null || password === undefined ? null : { user, password };
  return http.map((address) => new HttpSource({ ...address, credential, tls, webSocket }));
}

async function brokerSources(request: ListenRequest, environment: NodeJS.ProcessEnv): Promise<LiveSource[]> {
  const { mqtt, mqttTopic: topic, amqp, brokerCa: ca } = request;
  const mqttPassword = await passwordOf(request.mqttPasswordFile, environment.JANUS_EVENTS_MQTT_PASSWORD);
  const amqpPassword = await passwordOf(request.amqpPasswordFile, environment.JANUS_EVENTS_AMQP_PASSWORD);
  const { amqpQueue: queue, amqpExchange: exchange, amqpRoutingKey: routingKey, amqpOffset: offset } = request;
  const from = { queue, exchange, routingKey, offset };
  return [
    ...mqtt.map((url) => mqttSource({ url, topic, password: mqttPassword, tls: { ca } })),
    ...amqp.map((url) => amqpSource({ url, ...from, password: amqpPassword, tls: { ca } })),
  ];
}

/** From the first line of a file, or the environment; undefined for none. */
async function passwordOf(path: string | null, fromEnvironment: string | undefined): Promise<string | undefined> {
  if (path === null) return fromEnvironment === '' ? undefined : fromEnvironment;
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new SourceProblem(`Cannot read the password file ${path}: ${fileWords(error)}.`);
  }
  const line = text.split(/\r?\n/, 1)[0]!;
  if (line === '') throw new SourceProblem(`The password file ${path} has no password in its first line.`);
  return line;
}
