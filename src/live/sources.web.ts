/** `sources.ts` in a browser, which cannot listen, reads no files and speaks no protocol over TCP. */
import { mqtt } from './mqtt/definition.js';

export const SOURCES = { mqtt } as const;

export const SOURCES_ELSEWHERE: readonly string[] = ['http', 'rabbitmq', 'gelf', 'nanomsg', 'file'];
