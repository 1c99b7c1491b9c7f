import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { logInput, pageInput } from '../inputs.js';
import { foundBy } from '../search.js';
import { tool } from '../tool.js';

/** Who was there when something went wrong. */
export const sessionsAtTool = tool({
  name: 'janus_sessions_at',
  title: () => l10n.t('List Janus sessions at a time'),
  description:
    'The sessions that were there at a time, with the names of their people and their rooms; in one room alone where it is named. Those that ended silently come first.',
  input: z.strictObject({
    log: logInput,
    time: z.iso
      .datetime({ offset: true })
      .check(z.describe('A date and time with its zone: "2026-11-23T07:26:59Z", "2026-11-23T08:26:59+01:00".')),
    room: z.optional(z.string().check(z.minLength(1), z.maxLength(200), z.describe('Id of a room or mountpoint.'))),
    ...pageInput(100, 30),
  }),
  answer: async (logs, { log: name, time, room, ...page }, signal) => {
    const inRoom = room === undefined ? '' : ` room:${JSON.stringify(room)}`;
    return foundBy(await logs.read(name, signal), `at:${new Date(time).toISOString()}${inRoom}`, page, signal);
  },
});
