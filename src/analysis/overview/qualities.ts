/** How good the PeerConnections of a log were, and which were the worst. */
import * as l10n from '@vscode/l10n';
import type { Lives } from '../../lives/lives.js';
import { sessionOf } from '../../lives/stays.js';
import type { LogReport } from '../../sessions/log-report.js';
import { gradeOf } from '../../words/qualities.js';
import { capital } from '../../words/sentences.js';
import { quoted } from '../../lives/query/language/tokens.js';
import type { Figure, Overview } from '../requests/overview-request.js';
import { isConnection } from '../../lives/query/subjects/came-to.js';

const MOST = 10;

/** Scores from one to below the other; the last has 5 as well. */
const GRADES: readonly (readonly [from: number, to: number, query: string])[] = [
  [4, Infinity, 'quality:>=4'],
  [3, 4, 'quality:>=3 quality:<4'],
  [2, 3, 'quality:>=2 quality:<3'],
  [1, 2, 'quality:<2'],
];
/** A grade below this is worth a look. */
const WORTH_A_LOOK = 3;

interface Scored {
  readonly life: number;
  readonly score: number;
}

/** Null where no media statistics tell of any. */
export function qualitiesOf(report: LogReport, lives: Lives): Pick<Overview, 'qualities' | 'worst'> {
  const { stage } = lives;
  if (stage.lifeFacts.tallies.count === 0) return { qualities: null, worst: [] };
  const counts = GRADES.map(() => 0);
  const worst: Scored[] = [];
  for (let life = 0; life < stage.lives.count; life++) {
    if (!isConnection(lives, life)) continue;
    const score = lives.quality().ofLife(life);
    if (score === null) continue;
    counts[GRADES.findIndex(([from, to]) => score >= from && score < to)]!++;
    keep(worst, { life, score });
  }
  const qualities = GRADES.map(([from, , query], k): Figure => {
    const range = `${String(from)}–${String(from + 1)}`;
    const label = l10n.t('{0}, {1}', capital(gradeOf(from)), range);
    return { label, count: counts[k]!, query: `kind:peerconnection ${query}`, flagged: false };
  });
  return {
    qualities: qualities.filter(({ count }) => count > 0),
    worst: worst.map((scored) => worstOf(report, lives, scored)),
  };
}

/** Keeps the worst few in their order; the earlier one of equals first. */
function keep(worst: Scored[], scored: Scored): void {
  if (scored.score >= WORTH_A_LOOK + 1) return;
  if (worst.length === MOST && scored.score >= worst.at(-1)!.score) return;
  const at = worst.findIndex(({ score }) => score > scored.score);
  worst.splice(at < 0 ? worst.length : at, 0, scored);
  worst.length = Math.min(worst.length, MOST);
}

function worstOf({ sessions }: LogReport, { stage }: Lives, { life, score }: Scored): Overview['worst'][number] {
  const session = sessionOf(stage, life);
  const plugin = stage.pluginOf(life).replace(/^janus\.plugin\./, '');
  if (session < 0) return { label: plugin, score, query: '' };
  const { id, displays, opaqueIds } = sessions.session(session);
  const parts = [displays[0] ?? opaqueIds[0] ?? id, plugin];
  return { label: parts.filter((part) => part !== '').join(' · '), score, query: quoted(id) };
}
