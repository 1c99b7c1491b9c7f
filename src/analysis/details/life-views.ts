/** One life as the detail area shows it. */
import * as l10n from '@vscode/l10n';
import type { Lives } from '../../lives/lives.js';
import type { Life } from '../../lives/model.js';
import { hintsOf, KINDS } from '../../lives/registry.js';
import { mediumTitle, reasonsOf, wayText } from '../../lives/quality/words.js';
import { worstOf } from '../../lives/quality/quality.js';
import { sessionOf } from '../../lives/stays.js';
import type { LogReport } from '../../sessions/log-report.js';
import { outcomeTitle } from '../../words/outcomes.js';
import { statisticsAmong } from './media-statistics.js';
import { type LifeDetail, type LifeRef, MAX_HELD } from '../requests/life-details.js';

interface Judged {
  readonly report: LogReport;
  readonly lives: Lives;
}

/** In the order in which they are shown. */
const ID_LABELS: Readonly<Record<string, () => string>> = {
  user_id: () => l10n.t('Id'),
  username: () => l10n.t('Name'),
  room: () => l10n.t('Room'),
  mountpoint: () => l10n.t('Mountpoint'),
  feeds: () => l10n.t('Feeds'),
  caller: () => l10n.t('Caller'),
  recording: () => l10n.t('Recording'),
  call_id: () => 'Call-ID',
  handle_id: () => l10n.t('Handle'),
  session_id: () => l10n.t('Session'),
  caller_handle_id: () => l10n.t('Handle of the caller'),
  caller_session_id: () => l10n.t('Session of the caller'),
  callee_session_id: () => l10n.t('Session of the callee'),
  peer_session_id: () => l10n.t('Session of the other side'),
  a_handle_id: () => l10n.t('Handle of one side'),
  a_session_id: () => l10n.t('Session of one side'),
  b_handle_id: () => l10n.t('Handle of the other side'),
  b_session_id: () => l10n.t('Session of the other side'),
};

/** `number` among all lives, sessions first. Throws where there is none of that number. */
export function lifeDetailOf({ report, lives }: Judged, number: number): LifeDetail {
  if (!(number < lives.count)) throw new Error(l10n.t('There is no life number {0} in this log.', number));
  const { stage } = lives;
  const sessions = report.sessions.count;
  const own = number - sessions;
  const life = lives.life(number, () => null);
  const held = own < 0 ? heldBySession(lives, number) : heldBy(lives, own);
  const hint = life.hint === null ? undefined : hintsOf(life.kind)[life.hint];
  return {
    life: number,
    kind: life.kind,
    noun: nounOf(life.kind),
    name: nameOf(life),
    emitter: life.emitter,
    ids: idsOf(life),
    state: life.state,
    told: life.told,
    flagged: life.flagged,
    certainty: life.certainty,
    headline: own < 0 ? '' : headlineOf(lives, own),
    sentence: life.reason,
    hint: hint === undefined ? null : { title: hint.title, advice: hint.advice },
    begun: life.begunAt !== null,
    firstAt: life.firstAt,
    upAt: life.upAt,
    endedAt: life.endedAt,
    evidence: life.evidence.map(({ offset, line, at, what, kind }) => ({ offset, line, at, what, kind })),
    holders: own < 0 ? [] : holdersOf(lives, own).map((holder) => refOf(lives, holder)),
    holds: held.slice(0, MAX_HELD).map((each) => refOf(lives, sessions + each)),
    moreHolds: Math.max(0, held.length - MAX_HELD),
    quality: own < 0 ? null : qualityReport(lives, own),
    statistics: own < 0 || lives.quality().mediaOf(own).length === 0 ? null : statisticsOf(report, lives, own),
    place: own < 0 ? -1 : stage.lifeFacts.place(stage.lives.fact(own)),
  };
}

const nounOf = (kind: string): string =>
  KINDS.list.find((known) => known.kind === kind)?.words().noun ?? l10n.t('session');

const nameOf = ({ name, ids }: Life): string => {
  if (name !== null) return name;
  const id = ids.user_id ?? ids.room ?? ids.mountpoint ?? ids.call_id ?? ids.handle_id ?? ids.session_id ?? '';
  return typeof id === 'string' ? id : id.join(', ');
};

function idsOf({ ids }: Life): LifeDetail['ids'] {
  const order = Object.keys(ID_LABELS);
  return Object.entries(ids)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([key, value]) => ({
      label: ID_LABELS[key]?.() ?? key,
      value: typeof value === 'string' ? value : value.slice(0, 20).join(', '),
    }));
}

function qualityReport(lives: Lives, own: number): LifeDetail['quality'] {
  const media = lives.quality().mediaOf(own);
  if (media.length === 0) return null;
  const score = worstOf(media);
  return {
    score,
    way: wayText(media[0]!),
    media: media.map((medium) => ({
      title: mediumTitle(medium),
      codec: medium.codec,
      score: medium.score,
      reasons: reasonsOf(medium),
    })),
  };
}

function statisticsOf({ sessions }: LogReport, { stage }: Lives, own: number): LifeDetail['statistics'] {
  const session = sessionOf(stage, own);
  const { table, handles } = stage.facts;
  const handle = table.handle(stage.lifeFacts.event(stage.lives.fact(own)));
  if (session < 0 || handle < 0) return null;
  const { length } = statisticsAmong(table, sessions.eventsOf(session));
  return length === 0 ? null : { session, handle: handles.text(handle), count: length };
}

/** How it stands: the sentence below it has the rest. */
function headlineOf({ stage: { lives } }: Lives, own: number): string {
  const state = lives.state(own);
  if (state === 'open') return l10n.t('Goes on where the log ends');
  if (state === 'undecidable') return outcomeTitle('unknown');
  if (lives.isTold(own)) return l10n.t('Ended');
  const flagged = lives.isFlagged(own) ? KINDS.list[lives.kind(own)]!.words().hints?.[lives.cause(own)!] : undefined;
  return flagged?.title ?? l10n.t('Ended with what held it');
}

/** Numbers among all lives, the session first. */
function holdersOf({ stage }: Lives, own: number): number[] {
  const { lives, judgement } = stage;
  const sessions = judgement.sessions.count;
  const chain: number[] = [];
  for (let holder = lives.holder(own); holder >= 0; holder = lives.holder(holder)) chain.unshift(sessions + holder);
  const session = sessionOf(stage, own);
  if (session >= 0) chain.unshift(session);
  const other = lives.otherHolder(own);
  if (other >= 0) chain.push(sessions + other);
  return chain;
}

/** What a session holds on its handles, which are told of elsewhere. */
function heldBySession({ stage, holding }: Lives, session: number): number[] {
  const held: number[] = [];
  for (const own of holding().withinSession(session))
    if (stage.lives.kind(own) !== KINDS.handle) held.push(own);
    else for (const child of holding().within(own)) held.push(child);
  return held;
}

/** What a life holds; what somebody in a room brings along is held by the same handle. */
function heldBy({ stage, holding }: Lives, own: number): number[] {
  const within = [...holding().within(own)];
  const handle = stage.lives.holder(own);
  if (handle < 0 || within.length > 0) return within;
  return [...holding().within(handle)].filter((other) => other !== own);
}

function refOf(lives: Lives, number: number): LifeRef {
  const life = lives.life(number, () => null);
  const { state, flagged, firstAt, endedAt } = life;
  return {
    life: number,
    kind: life.kind,
    noun: nounOf(life.kind),
    name: nameOf(life),
    state,
    flagged,
    firstAt,
    endedAt,
    score: life.kind === 'peerconnection' ? lives.score(number) : null,
  };
}
