import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { dateAndTime, duration } from '../../words/times.js';
import { instanceInput, logInput, serverInput, sessionInput } from '../inputs.js';
import { sessionOf } from '../session-at-hand.js';
import { tool } from '../tool.js';

/** Pieces of evidence in one answer: the last ones are those that tell. */
const MAX_EVIDENCE = 60;

/** The verdict on one session and everything that leads to it. */
export const explainSessionTool = tool({
  name: 'janus_explain_session',
  title: () => l10n.t('Explain how a Janus session ended'),
  description:
    'How one session ended and why that is known: outcome, cause and certainty, the reason in words, advice, the events that are evidence with their lines, facts (server, version, transport, address, rooms, names), its handles, and who else was in its room or on its connection for how long.',
  input: z.strictObject({ log: logInput, session: sessionInput, server: serverInput, instance: instanceInput }),
  answer: async (logs, { log: name, ...named }, signal) => {
    const log = await logs.read(name, signal);
    const row = await sessionOf(log, named);
    const { revision } = log.summary;
    const detail = await log.ask({ method: 'detail', revision, session: row.index, names: 'display' }, { signal });
    return {
      log: log.name,
      session: detail.id,
      instance: detail.instance,
      name: detail.name,
      about: detail.subtitle,
      outcome: detail.outcome,
      cause: detail.cause,
      certainty: detail.certainty,
      verdict: detail.sentence,
      advice: detail.advice,
      begins: dateAndTime(detail.start),
      ends: detail.end === null ? null : dateAndTime(detail.end),
      lasted: detail.end === null ? null : duration(detail.end - detail.start),
      facts: Object.fromEntries(detail.facts.map(({ label, value }) => [label, value])),
      evidence: detail.evidence.slice(-MAX_EVIDENCE).map(({ at, what, line }) => ({ at: dateAndTime(at), what, line })),
      handles: detail.handles.map(({ id, plugin, opaqueId, from, to }) => ({
        handle: id,
        plugin,
        opaqueId,
        attached: from === null ? null : dateAndTime(from),
        detached: to === null ? null : dateAndTime(to),
      })),
      moreHandles: detail.moreHandles,
      whoElse: detail.company.map(({ id, name: who, shares, together }) => ({
        session: id,
        name: who,
        shares,
        together: duration(together),
      })),
      moreWhoElse: detail.moreCompany,
      events: detail.eventCount,
    };
  },
});
