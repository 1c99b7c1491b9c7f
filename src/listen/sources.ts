/** The sources a command line asks for. */
import { readFile } from 'node:fs/promises';
import { UsageError } from '../reports/arguments.js';
import type { Credential } from '../sources/live/credentials.js';
import { fileWords } from '../sources/live/file-words.js';
import { GelfTcpSource } from '../sources/live/gelf-tcp-source.js';
import { GelfUdpSource } from '../sources/live/gelf-udp-source.js';
import { HttpSource } from '../sources/live/http-source.js';
import { SourceProblem, type LiveSource } from '../sources/live/live-source.js';
import type { ListenRequest } from './listen-arguments.js';

/** Throws {@link UsageError} and {@link SourceProblem}. Passwords come from files and the environment alone. */
export async function sourcesOf(request: ListenRequest, environment: NodeJS.ProcessEnv): Promise<LiveSource[]> {
  const { http, ws, wsProtocol, tls, gelfTcp, gelfUdp, gelfFrom } = request;
  const credential = await credentialOf(request, environment);
  const webSocket = ws || wsProtocol !== null ? { subprotocol: wsProtocol } : null;
  return [
    ...http.map((address) => new HttpSource({ ...address, credential, tls, webSocket })),
    ...gelfTcp.map((address) => new GelfTcpSource({ ...address, from: gelfFrom })),
    ...gelfUdp.map((address) => new GelfUdpSource({ ...address, from: gelfFrom })),
  ];
}

async function credentialOf(
  { user, passwordFile }: ListenRequest,
  environment: NodeJS.ProcessEnv,
): Promise<Credential | null> {
  if (user === null) return null;
  if (passwordFile !== null) return { user, password: await firstLine(passwordFile) };
  const password = environment.JANUS_EVENTS_PASSWORD ?? '';
  if (password === '')
    throw new UsageError('--user needs a password: in JANUS_EVENTS_PASSWORD, or --password-file FILE.');
  return { user, password };
}

async function firstLine(path: string): Promise<string> {
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
