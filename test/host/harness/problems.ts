import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** A line of the Problems panel. Lines and columns count from 1. */
export interface Problem {
  message: string;
  source: string;
  /** As text, without the address it links to. */
  code: string;
  /** Where the code links to. */
  codeTarget: string | null;
  severity: 'error' | 'warning' | 'info' | 'hint';
  /** The file's name without its folder. */
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  related: { message: string; file: string; line: number }[];
}

const SEVERITY = { 8: 'error', 4: 'warning', 2: 'info', 1: 'hint' } as const;

const Copied = z.array(
  z.object({
    resource: z.string(),
    code: z.union([z.string(), z.object({ value: z.string(), target: z.unknown() })]).optional(),
    severity: z.union([z.literal(8), z.literal(4), z.literal(2), z.literal(1)]),
    message: z.string(),
    source: z.string().optional(),
    startLineNumber: z.number(),
    startColumn: z.number(),
    endLineNumber: z.number(),
    endColumn: z.number(),
    relatedInformation: z
      .array(z.object({ message: z.string(), resource: z.unknown(), startLineNumber: z.number() }))
      .optional(),
  }),
);

/** Reads the Problems panel, which has to be open and have the focus, by copying all of it. */
export async function copyProblems(page: Page): Promise<Problem[]> {
  const panel = page.locator('.markers-panel');
  if (await panel.locator('.message-box-container').isVisible()) return [];
  const before = `before ${Date.now().toString()}`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), before);
  // The first selects the lines of one file, the next every file.
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const copied = await page.waitForFunction(async (unchanged) => {
    const text = await navigator.clipboard.readText();
    return text === unchanged ? false : text;
  }, before);
  return Copied.parse(JSON.parse(String(await copied.jsonValue()))).map((marker) => ({
    message: marker.message,
    source: marker.source ?? '',
    code: typeof marker.code === 'object' ? marker.code.value : (marker.code ?? ''),
    codeTarget: typeof marker.code === 'object' ? uriText(marker.code.target) : null,
    severity: SEVERITY[marker.severity],
    file: basename(marker.resource),
    line: marker.startLineNumber,
    column: marker.startColumn,
    endLine: marker.endLineNumber,
    endColumn: marker.endColumn,
    related: (marker.relatedInformation ?? []).map(({ message, resource, startLineNumber }) => ({
      message,
      file: basename(uriText(resource)),
      line: startLineNumber,
    })),
  }));
}

/** A URI as VS Code writes it into JSON: its parts, or already text. */
function uriText(uri: unknown): string {
  const parts = z.object({
    scheme: z.string(),
    authority: z.string().default(''),
    path: z.string().default(''),
    fragment: z.string().default(''),
  });
  const parsed = parts.safeParse(uri);
  if (!parsed.success) return String(uri);
  const { scheme, authority, path, fragment } = parsed.data;
  return `${scheme}://${authority}${path}${fragment ? `#${fragment}` : ''}`;
}
