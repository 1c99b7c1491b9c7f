/** `janus-events mcp`: a server of the Model Context Protocol over standard input and output. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { speak, type Speech } from '../../words/language.js';
import { TOOLS } from '../tools/index.js';
import { ServedLogs } from './served-logs.js';

/**
 * Answers questions about logs until the client closes its end. `given`: the files and folders that may be read. Throws when
 * one of them cannot be found, before anything is answered.
 */
export async function serveAssistant(given: readonly string[], version: string, spoken: Speech | null): Promise<void> {
  speak(spoken);
  for (const path of given)
    await stat(path).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(l10n.t('{0} cannot be read: {1}', path, why));
    });
  const logs = new ServedLogs(given, join(import.meta.dirname, 'worker.js'));
  const server = new McpServer({ name: 'janus-events', version });
  for (const { name, title, description, input, answer } of TOOLS)
    server.registerTool(
      name,
      {
        title: title(),
        description,
        inputSchema: input,
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (given: unknown, { signal }: { signal: AbortSignal }) => ({
        content: [{ type: 'text' as const, text: await answer(logs, given, signal) }],
      }),
    );
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    // The transport does not notice that its client has gone.
    process.stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
  logs.dispose();
  await server.close();
}
