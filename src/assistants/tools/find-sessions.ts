import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { logInput, pageInput } from '../inputs.js';
import { foundBy } from '../search.js';
import { tool } from '../tool.js';

/** The search of the timeline. */
export const findSessionsTool = tool({
  name: 'janus_find_sessions',
  title: () => l10n.t('Find sessions in a Janus event log'),
  description:
    'Sessions that a query finds, those that ended silently first. Words are looked for in ids, names of people, opaque ids, rooms, plugins, addresses, causes and outcomes: "1234 videoroom", "alice", "server-crashed", "192.0.2.2". All words must be found. key:value asks for one thing alone: room:1234, at:14:03 (UTC), at:2026-11-28T14:03, ended:untold, outcome:silent, dur:<5s, cause:ice-failed, hangup:dtls-alert, pair:relay, kind:participant, name:anna, ip:192.0.2.*; not, or and parentheses join them.',
  input: z.strictObject({
    log: logInput,
    query: z.string().check(z.minLength(1), z.maxLength(1000), z.describe('Words and key:value.')),
    ...pageInput(100, 30),
  }),
  answer: async (logs, { log: name, query, ...page }, signal) =>
    foundBy(await logs.read(name, signal), query, page, signal),
});
