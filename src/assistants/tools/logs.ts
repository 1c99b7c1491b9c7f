import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { MAX_LOGS, tool } from '../tool.js';

/** Which logs there are. */
export const logsTool = tool({
  name: 'janus_logs',
  title: () => l10n.t('List Janus event logs'),
  description: `The event logs of Janus WebRTC servers that can be asked about, at most ${String(MAX_LOGS)}. The other tools take these names.`,
  input: z.strictObject({}),
  answer: async (logs) => ({ logs: await logs.names() }),
});
