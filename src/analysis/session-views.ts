/** Sessions as lists and the detail area show them. */
import type { Facts } from '../sessions/facts.js';
import type { Evidence, LogReport, Session } from '../sessions/model.js';
import { NOTHING, type SessionTable } from '../sessions/session-table.js';
import { adviceFor, duration, pluginName, transportName } from '../sessions/wording.js';
import type { SessionRow } from './api.js';
import { bundledPage } from './help.js';
import type { EvidenceRow, SessionDetail } from './timeline.js';
import { outcomeOf } from './timeline-views.js';

export function rowOf(facts: Facts, session: Session, events: Uint32Array): SessionRow {
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
    target: session.ending ?? facts.table.place(events[0]!),
  };
}

const pluginsOf = (session: Session): string[] => [
  ...new Set(session.handles.map((handle) => pluginName(handle.plugin)).filter((plugin) => plugin !== '')),
];

export const HEADLINES = {
  silent: 'Ended silently',
  destroyed: 'Destroyed',
  timeout: 'Timed out',
  open: 'Still open',
  unknown: 'Cannot be told',
} as const;

export function detailOf(report: LogReport, session: Session): SessionDetail {
  const outcome = outcomeOf(session);
  const version = report.emitters.find((emitter) => emitter.name === session.emitter)?.version ?? null;
  const subtitle = [
    session.emitter,
    version === null ? '' : `Janus ${version}`,
    transportName(session.transport),
    ...pluginsOf(session),
  ];
  return {
    session: session.index,
    id: session.id,
    instance: session.instance,
    subtitle: subtitle.filter((part) => part !== '').join(' · '),
    outcome,
    headline: session.provisional ? 'Provisional' : HEADLINES[outcome],
    certainty: session.flagged ? session.certainty : null,
    cause: session.cause,
    sentence: session.reason,
    advice: session.flagged ? adviceFor(session.cause) : null,
    explained: session.flagged && bundledPage(session.cause!) !== null,
    start: session.firstAt,
    evidence: session.evidence.map(evidenceRow),
    facts: factsOf(report, session),
    handles: session.handles.map(({ id, plugin, opaqueId, attached, detached }) => ({
      id,
      plugin: pluginName(plugin),
      opaqueId,
      from: attached?.at ?? null,
      to: detached?.at ?? null,
    })),
    eventCount: session.events,
  };
}

const evidenceRow = ({ offset, line, at, what, kind }: Evidence): EvidenceRow => ({ offset, line, at, what, kind });

function factsOf(report: LogReport, session: Session): SessionDetail['facts'] {
  const facts: SessionDetail['facts'] = [];
  const fact = (label: string, value: string | null, code = false): void => {
    if (value !== null && value !== '') facts.push({ label, value, code });
  };
  fact('Duration', durationFact(report, session));
  fact('Connection', session.transportId, true);
  fact('Address', session.address, true);
  const others = sharingConnection(report.sessions, session.index);
  if (others > 0) fact('Same connection', `${String(others)} other session${others === 1 ? '' : 's'}`);
  fact(session.opaqueIds.length > 1 ? 'Opaque ids' : 'Opaque id', session.opaqueIds.slice(0, 10).join(', '), true);
  fact(session.rooms.length > 1 ? 'Rooms' : 'Room', session.rooms.slice(0, 10).join(', '), true);
  fact('Display', session.displays.slice(0, 10).join(', '));
  if (session.instance > 1) fact('Use of the id', `${String(session.instance)}. in this log`);
  return facts;
}

function sharingConnection({ connection }: SessionTable, index: number): number {
  const own = connection[index]!;
  return own === NOTHING ? 0 : connection.reduce((sum, other) => (other === own ? sum + 1 : sum), -1);
}

function durationFact(report: LogReport, session: Session): string {
  const from = session.firstAt;
  const since = session.createdAt === null ? 'at least ' : '';
  if (session.state === 'open') return `at least ${duration((report.span?.last ?? from) - from)}`;
  if (session.endedAt === null) return `unknown; seen for ${duration(session.lastAt - from)}`;
  const length = `${since}${duration(session.endedAt - from)}`;
  return session.flagged ? `${length} (by session events alone it never ends)` : length;
}
