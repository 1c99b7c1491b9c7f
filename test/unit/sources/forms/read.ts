import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import type { LogReport } from '../../../../src/sessions/log-report.js';
import { textOf } from '../../../../src/sources/forms/chain.js';
import { newFormState, type FormState } from '../../../../src/sources/forms/form-search.js';

/** The text of a log, and its forms, cut into pieces at the offsets. */
export async function textOfLog(
  log: Uint8Array,
  cuts: readonly number[] = [],
): Promise<{ text: Buffer; state: FormState }> {
  const state = newFormState();
  const chunks: Uint8Array[] = [];
  for await (const chunk of textOf(pieces(log, cuts), state)) chunks.push(new Uint8Array(chunk));
  return { text: Buffer.concat(chunks), state };
}

async function* pieces(log: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts, log.length]) {
    await Promise.resolve();
    // A reader may use its memory again for the next piece.
    const piece = new Uint8Array(log.subarray(from, cut));
    yield piece;
    piece.fill(0x7b);
    from = cut;
  }
}

/** The verdicts on a log in any form. */
export async function judged(log: Uint8Array, cuts: readonly number[] = []): Promise<LogReport> {
  const { text } = await textOfLog(log, cuts);
  const analyser = new ReportBuilder();
  analyser.begin('log');
  analyser.push(text);
  analyser.end();
  return analyser.finish().report;
}
