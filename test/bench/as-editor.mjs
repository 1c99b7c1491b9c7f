// What the editor asks of a log's analysis whenever there are new verdicts, for Problems, list and timeline.

/**
 * Findings that are `known` by their stamp are not asked for again. Returns the stamp of those that are there now.
 * @param {import('../../src/analysis/requests/api.js').AnalysisClient} analysis
 * @param {string | null} known
 */
export async function askAsEditor(analysis, known) {
  const { stamp, count } = await analysis.ask({ method: 'findings', limit: 1000, first: 'display', expected: true });
  for (let from = 0; stamp !== known && from < count;) {
    const piece = await analysis.ask({ method: 'findingsFrom', stamp, from });
    if (piece === null) break;
    from += piece.length;
  }
  await analysis.ask({ method: 'groups' });
  await analysis.ask({ method: 'timelineLog' });
  return stamp;
}
