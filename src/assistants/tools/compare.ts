import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { figuresOf } from '../figures.js';
import { logInput } from '../inputs.js';
import { tool } from '../tool.js';

/** Two logs beside each other: yesterday and today, one version and the next. */
export const compareTool = tool({
  name: 'janus_compare',
  title: () => l10n.t('Compare two Janus event logs'),
  description:
    'The figures of two Janus event logs beside each other, each in parts of its own sessions as well: to see whether silent endings, hangup reasons or ways of coming up have changed between two days or two versions of a server.',
  input: z.strictObject({ log: logInput, with: logInput }),
  answer: async (logs, { log: first, with: second }, signal) => {
    const sides = [];
    for (const name of [first, second]) {
      const log = await logs.read(name, signal);
      const { emitters } = log.summary;
      const versions = [...new Set(emitters.map(({ version }) => version ?? 'unknown'))].slice(0, 20);
      const figures = await figuresOf(log, signal);
      const { all, silent } = figures.sessions;
      sides.push({ log: log.name, versions, silentShare: all === 0 ? null : round(silent / all), ...figures });
    }
    return { logs: sides };
  },
});

/** Four digits are as much as a comparison can bear. */
const round = (share: number): number => Math.round(share * 1e4) / 1e4;
