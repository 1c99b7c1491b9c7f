import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { findingPieces, MAX_FINDINGS } from '../../analysis/findings/pieces.js';
import { logInput, pageInput } from '../inputs.js';
import { ToolProblem, tool } from '../tool.js';

/** What the log shows to be wrong, as the Problems panel lists it. */
export const findingsTool = tool({
  name: 'janus_findings',
  title: () => l10n.t('List findings of a Janus event log'),
  description:
    'What is wrong in a Janus event log, the surest first: sessions that ended without their session event, with cause and certainty; PeerConnections that never came up, people left in destroyed rooms and the like (hints); damage of the log. Each with its line.',
  input: z.strictObject({ log: logInput, ...pageInput(50, 20) }),
  answer: async (logs, { log: name, limit, from }, signal) => {
    const log = await logs.read(name, signal);
    const { stamp, count, total } = await log.ask(
      { method: 'findings', limit: MAX_FINDINGS, first: 'display', expected: true },
      { signal },
    );
    const found: object[] = [];
    const to = Math.min(count, from + limit);
    for await (const piece of findingPieces(log.ask, { stamp, from, to }, signal)) {
      if (piece === null) throw new ToolProblem(l10n.t('The log has changed while it was asked. Ask again.'));
      for (const { code, cause, certainty, expected, message, range } of piece)
        found.push({ code, cause, certainty, expected, message, line: range.startLine + 1 });
    }
    const next = from + found.length;
    return { log: log.name, total, findings: found, next: next < count ? next : null };
  },
});
