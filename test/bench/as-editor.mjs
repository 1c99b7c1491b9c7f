// What the editor asks of a log's analysis whenever there are new verdicts, for Problems, list and timeline.

/**
 * Findings that are `known` by their stamp are not asked for again. Returns the stamp of those that are there now.
 * @param {import('../../src/analysis/api.js').LogAnalysis} analysis
 * @param {string | null} known
 */
export async function askAsEditor(analysis, known) {
  const { stamp, count } = await analysis.findings(1000);
  for (let from = 0; stamp !== known && from < count;) {
    const piece = await analysis.findingsFrom(stamp, from);
    if (piece === null) break;
    from += piece.length;
  }
  await analysis.groups();
  await analysis.timelineLog();
  return stamp;
}
