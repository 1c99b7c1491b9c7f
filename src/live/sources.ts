/** The kinds of sources there are, in the order in which they are offered. */
import { file } from './file/definition.js';
import { gelf } from './gelf/definition.js';
import { http } from './http-and-websocket/definition.js';
import { mqtt } from './mqtt/definition.js';
import { nanomsg } from './nanomsg/definition.js';
import { rabbitMq } from './rabbitmq/definition.js';

export const SOURCES = { http, mqtt, rabbitmq: rabbitMq, gelf, nanomsg, file } as const;

/** Sources that profiles can name and that do not run here: `sources.web.ts` has some. */
export const SOURCES_ELSEWHERE: readonly string[] = [];
