import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { TOOLS } from '../../../src/assistants/tools/index.js';

interface Manifest {
  contributes: { languageModelTools: { name: string; modelDescription: string; inputSchema: object }[] };
}

test('package.json tells VS Code of the same tools, with the same descriptions and the same schemas', () => {
  const { contributes } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
  ) as Manifest;
  const told = contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
    name,
    modelDescription,
    inputSchema,
  }));
  const wanted = TOOLS.map(({ name, description, input }) => {
    const entries = Object.entries(z.toJSONSchema(input, { io: 'input' })).filter(([key]) => key !== '$schema');
    const inputSchema = Object.fromEntries(entries);
    return { name, modelDescription: description, inputSchema };
  });
  expect(told).toEqual(wanted);
});
