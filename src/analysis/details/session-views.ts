/** Sessions as lists and the detail area show them. */
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import { CAUSE_RECORDS } from '../../sessions/causes/index.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { Evidence, Session } from '../../sessions/model.js';
import type { LogReport } from '../../sessions/log-report.js';
import type { SessionTable } from '../../sessions/session-table.js';
import { outcomeTitle, provisionalTitle } from '../../words/outcomes.js';
import { duration } from '../../words/times.js';
import { pluginName, transportName } from '../../words/transports.js';
import { type NamesFirst, whoIs } from '../../sessions/who.js';
import type { SessionRow } from '../requests/api.js';
import { companyOf } from './company.js';
import { bundledPage } from '../findings/help.js';
import { statisticsAmong } from './media-statistics.js';
import type { EvidenceRow, SessionDetail } from '../requests/timeline-details.js';
import { outcomeOf } from '../../sessions/session-outcome.js';

/** `expected`: why its silent ending is, where anybody has said so. */
export function rowOf(facts: Facts, session: Session, events: Uint32Array, expected: string | null = null): SessionRow {
  return {
    index: session.index,
    emitter: session.emitter,
    id: session.id,
    instance: session.instance,
    outcome: outcomeOf(session),
    provisional: session.provisional,
    cause: session.cause,
    certainty: session.certainty,
    createdAt: session.createdAt,
    endedAt: session.endedAt,
    firstAt: session.firstAt,
    lastAt: session.lastAt,
    transport: session.transport,
    plugins: pluginsOf(session),
    rooms: session.rooms,
    opaqueIds: session.opaqueIds,
    displays: session.displays,
    events: session.events,
    reason: session.reason,
    expected,
    target: session.ending ?? facts.table.place(events[0]!),
  };
}

const pluginsOf = (session: Session): string[] => [
  ...new Set(session.handles.map((handle) => pluginName(handle.plugin)).filter((plugin) => plugin !== '')),
];

/** Handles listed; a session with more is told how many more. */
const MAX_HANDLES = 500;

export function detailOf(
  report: LogReport,
  facts: Facts,
  session: Session,
  events: Uint32Array,
  names: NamesFirst,
  expected: string | null,
): SessionDetail {
  const outcome = outcomeOf(session);
  const version = report.emitters.find((emitter) => emitter.name === session.emitter)?.version ?? null;
  const subtitle = [
    session.emitter,
    version === null ? '' : `Janus ${version}`,
    transportName(session.transport),
    ...pluginsOf(session),
  ];
  const { companions, more } = companyOf(report, session, names);
  return {
    session: session.index,
    id: session.id,
    name: whoIs({ ...namesIn(session), plugins: pluginsOf(session) }, names),
    company: [...companions],
    moreCompany: more,
    instance: session.instance,
    subtitle: subtitle.filter((part) => part !== '').join(' · '),
    outcome,
    headline: session.provisional ? provisionalTitle() : outcomeTitle(outcome),
    certainty: session.flagged ? session.certainty : null,
    cause: session.cause,
    sentence: session.reason,
    advice: session.flagged ? CAUSE_RECORDS[session.cause!].advice() : null,
    expected,
    explained: session.flagged && bundledPage(session.cause!) !== null,
    start: session.firstAt,
    end: session.endedAt,
    evidence: session.evidence.map(evidenceRow),
    facts: factsOf(report, session),
    sameConnection: sharingConnection(report.sessions, session.index),
    handles: session.handles.slice(0, MAX_HANDLES).map(({ id, plugin, opaqueId, attached, detached }) => ({
      id,
      plugin: pluginName(plugin),
      opaqueId,
      from: attached?.at ?? null,
      to: detached?.at ?? null,
    })),
    moreHandles: Math.max(0, session.handleCount - MAX_HANDLES),
    eventCount: events.length,
    statisticsCount: statisticsAmong(facts.table, events).length,
  };
}

const namesIn = ({ displays, opaqueIds, rooms }: Session): Pick<Session, 'displays' | 'opaqueIds' | 'rooms'> => ({
  displays,
  opaqueIds,
  rooms,
});

const evidenceRow = ({ offset, line, at, what, kind }: Evidence): EvidenceRow => ({ offset, line, at, what, kind });

function factsOf(report: LogReport, session: Session): SessionDetail['facts'] {
  const facts: SessionDetail['facts'] = [];
  const fact = (label: string, value: string | null, code = false): void => {
    if (value !== null && value !== '') facts.push({ label, value, code });
  };
  const emitter = report.emitters.find(({ name }) => name === session.emitter);
  fact(
    l10n.t('Server'),
    [session.emitter, emitter?.version ? `Janus ${emitter.version}` : ''].filter(Boolean).join(', '),
  );
  fact(l10n.t('Transport'), session.transport === null ? null : transportName(session.transport));
  fact(l10n.t('Connection'), session.transportId, true);
  fact(l10n.t('Address'), session.address, true);
  fact(
    session.opaqueIds.length > 1 ? l10n.t('Opaque ids') : l10n.t('Opaque id'),
    session.opaqueIds.slice(0, 10).join(', '),
    true,
  );
  fact(session.rooms.length > 1 ? l10n.t('Rooms') : l10n.t('Room'), session.rooms.slice(0, 10).join(', '), true);
  fact(l10n.t('Display'), session.displays.slice(0, 10).join(', '));
  fact(l10n.t('Duration'), durationFact(report, session));
  fact(l10n.t('As billed'), billedFact(report, session));
  if (session.instance > 1) fact(l10n.t('Use of the id'), l10n.t('{0}. in this log', session.instance));
  return facts;
}

function sharingConnection({ connection }: SessionTable, index: number): number {
  const own = connection[index]!;
  return own === NONE ? 0 : connection.reduce((sum, other) => (other === own ? sum + 1 : sum), -1);
}

function durationFact(report: LogReport, session: Session): string {
  const from = session.firstAt;
  if (session.state === 'open') return l10n.t('at least {0}', duration((report.span?.last ?? from) - from));
  if (session.endedAt === null) return l10n.t('unknown; seen for {0}', duration(session.lastAt - from));
  if (session.createdAt !== null && session.endedAt < session.createdAt)
    return l10n.t('unknown: the clock was set back');
  const length = duration(session.endedAt - from);
  return session.createdAt === null ? l10n.t('at least {0}', length) : length;
}

/** What a service that counts from `created` to the session event has counted; null where that is the duration. */
function billedFact({ span }: LogReport, session: Session): string | null {
  if (session.createdAt === null)
    return session.state === 'ended' ? l10n.t('nothing to count from: created is not in the log') : null;
  if (!session.flagged) return null;
  return l10n.t(
    'never ended: {0} up to the end of the log, and counting',
    duration((span?.last ?? session.lastAt) - session.createdAt),
  );
}
