import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { ALL_EVENTS } from '../../analysis/requests/timeline-details.js';
import { dateAndTime } from '../../words/times.js';
import { instanceInput, logInput, pageInput, serverInput, sessionInput } from '../inputs.js';
import { sessionOf } from '../session-at-hand.js';
import { headOf } from '../../encoding/assistant.js';
import { tool } from '../tool.js';

/** Longest event that is given as it is written, characters. */
const MAX_EVENT = 1500;
const MEDIA = 32;

/** The events of one session in the order of their times. */
export const sessionEventsTool = tool({
  name: 'janus_session_events',
  title: () => l10n.t('List events of a Janus session'),
  description:
    'The events of one session in order of time: a line of words for each, its time, type and line in the log, and with json: true the event itself. Media statistics (type 32) come only when asked for.',
  input: z.strictObject({
    log: logInput,
    session: sessionInput,
    server: serverInput,
    instance: instanceInput,
    types: z.optional(
      z
        .array(z.int().check(z.positive()))
        .check(
          z.maxLength(16),
          z.describe(
            'Types of events: 1 session, 2 handle, 4 external, 8 JSEP, 16 WebRTC, 32 media, 64 plugin, 128 transport, 256 core.',
          ),
        ),
    ),
    json: z._default(z.boolean().check(z.describe('Whether the events come as they are written.')), false),
    ...pageInput(100, 40),
  }),
  answer: async (logs, { log: name, types, json, limit, from, ...named }, signal) => {
    const log = await logs.read(name, signal);
    const { index } = await sessionOf(log, named);
    const { revision } = log.summary;
    const filter = { ...ALL_EVENTS, types: types ?? (await allButMedia(log, index, signal)) };
    const { total, counts, rows } = await log.ask(
      { method: 'events', revision, session: index, filter, from },
      { signal },
    );
    const shown = rows.slice(0, limit);
    const events = await Promise.all(
      shown.map(async ({ at, type, handle, line, summary, offset, length }) => ({
        at: dateAndTime(at),
        type,
        handle,
        line,
        summary,
        ...(json && {
          event: headOf(await log.ask({ method: 'json', revision, offset, length }, { signal }), MAX_EVENT),
        }),
      })),
    );
    const next = from + events.length;
    return {
      log: log.name,
      total,
      ofType: Object.fromEntries(counts.map(({ type, count }) => [type, count])),
      events,
      next: next < total ? next : null,
    };
  },
});

async function allButMedia(
  log: Parameters<typeof sessionOf>[0],
  session: number,
  signal: AbortSignal,
): Promise<number[]> {
  const request = { method: 'events', revision: log.summary.revision, session, filter: ALL_EVENTS, from: 0 } as const;
  const { counts } = await log.ask(request, { signal });
  return counts.map(({ type }) => type).filter((type) => type !== MEDIA);
}
