import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { dateAndTime } from '../../words/times.js';
import { logInput } from '../inputs.js';
import { tool } from '../tool.js';
import { figuresOf } from '../figures.js';

/** Servers, and notes about a log, in one answer. */
const MAX_LISTED = 50;

/** A log in figures: where to begin. */
export const summaryTool = tool({
  name: 'janus_summary',
  title: () => l10n.t('Summarise a Janus event log'),
  description:
    'A Janus event log in figures: its time, its servers and their versions, how many sessions ended how (outcome "silent": the session is over and no session event tells it), why, how PeerConnections ended and how they came up, what the log cannot tell because its type of event is masked, and notes about damage. Ask this first.',
  input: z.strictObject({ log: logInput }),
  answer: async (logs, { log: name }, signal) => {
    const log = await logs.read(name, signal);
    const { summary } = log;
    const { origin, length } = await log.ask({ method: 'timelineLog' }, { signal });
    return {
      log: log.name,
      form: summary.log.format,
      bytes: summary.log.bytes,
      events: summary.log.events,
      from: dateAndTime(origin),
      to: dateAndTime(origin + length),
      servers: summary.emitters.slice(0, MAX_LISTED),
      moreServers: Math.max(0, summary.emitters.length - MAX_LISTED),
      ...(await figuresOf(log, signal)),
      notes: summary.notes.slice(0, MAX_LISTED).map(({ message, place }) => ({ message, line: place?.line ?? null })),
      moreNotes: Math.max(0, summary.notes.length - MAX_LISTED),
    };
  },
});
