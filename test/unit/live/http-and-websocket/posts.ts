/** What the tests of the listener share: one that listens, and posts to it. */
import { request, type Agent } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { HttpSource, type HttpOptions } from '../../../../src/live/http-and-websocket/http-source.js';
import { running, type Running } from '../listening.js';

export const LOCAL: HttpOptions = {
  host: '127.0.0.1',
  port: 0,
  credential: null,
  tls: null,
  webSocket: { subprotocol: null },
};
export const CREDENTIAL = { user: 'janus', password: 'a secret: with a colon' };

export const listening = (options: Partial<HttpOptions> = {}): Promise<Running> =>
  running(new HttpSource({ ...LOCAL, ...options }));

interface Answer {
  readonly status: number;
  readonly text: string;
  /** What may be asked instead, where this may not. */
  readonly allow: string | undefined;
}

export function post(
  { where }: Running,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  more: { path?: string; agent?: Agent; method?: string } = {},
): Promise<Answer> {
  const send = where.startsWith('https') ? tlsRequest : request;
  return new Promise((resolve, reject) => {
    const sent = send(
      `${where}${more.path ?? '/'}`,
      {
        method: more.method ?? 'POST',
        rejectUnauthorized: false,
        headers: { 'content-type': 'application/json', ...headers },
        ...(more.agent && { agent: more.agent }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode, headers } = response;
          resolve({ status: statusCode!, text: Buffer.concat(chunks).toString(), allow: headers.allow });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
