/** An assistant: a client of the Model Context Protocol, and `janus-events mcp`, bundled as it ships, as its server. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { build } from 'esbuild';
import { bundlesOf } from '../../../bundles.mjs';

const folder = mkdtempSync(join(tmpdir(), 'janus-events-mcp-'));
const built = Promise.all(
  bundlesOf('cli', 'command-line', 'mcp', 'worker', 'scan-worker').map((bundle) =>
    build({ ...bundle, outdir: folder }),
  ),
);

export interface Assistant {
  /** Names of the tools, and what describes their input. */
  readonly tools: () => Promise<{ name: string; inputSchema: object }[]>;
  /** The text of an answer. Rejects with the text of a refusal. */
  readonly text: (tool: string, input: object) => Promise<string>;
  /** The JSON of an answer. */
  readonly ask: (tool: string, input: object) => Promise<Record<string, unknown>>;
  readonly close: () => Promise<void>;
}

/** Starts `janus-events mcp` with these logs and folders, in a working folder. */
export async function assistantFor(given: readonly string[], cwd: string = folder): Promise<Assistant> {
  await built;
  const client = new Client({ name: 'test', version: '1.0.0' });
  const args = [join(folder, 'cli.js'), 'mcp', ...given];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd, stderr: 'inherit' }));
  const text: Assistant['text'] = async (name, input) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...input } });
    const said = (content as { text: string }[]).map((part) => part.text).join('');
    if (isError === true) throw new Error(said);
    return said;
  };
  return {
    tools: async () => (await client.listTools()).tools,
    text,
    ask: async (name, input) => {
      const said = await text(name, input);
      return JSON.parse(said.slice(said.indexOf('\n'))) as Record<string, unknown>;
    },
    close: () => client.close(),
  };
}
