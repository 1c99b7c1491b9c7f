/**
 * Verdicts in words: sentences a person can repeat to a colleague, made from the evidence. What is of one cause is in
 * `causes/`.
 */
import * as l10n from '@vscode/l10n';
import { sentences } from '../../words/sentences.js';
import { clock } from '../../words/times.js';
import { connectionName } from '../../words/transports.js';
import { CAUSE_RECORDS } from '../causes/index.js';
import type { Ending } from '../endings/ending.js';
import type { Life } from '../lives.js';
import { ownDisconnect, reclaims, tellsOf } from '../endings/own-connection.js';
import { startOf, type Disconnect, type Server } from '../servers/server.js';

/** The verdict in one or two sentences. */
export function reasonOf(life: Life, ending: Ending, server: Server): string {
  if (ending.pending !== null) return pendingReason(ending.pending);
  if (ending.state === 'open') return openReason(life, server);
  if (ending.state === 'undecidable') return doubtReason(ending, server);
  const reason = CAUSE_RECORDS[ending.cause!].reason({ life, ending, server });
  if (ending.doubt !== 'lost-since') return reason;
  return sentences(
    reason,
    l10n.t('Events of this server were lost after the last one of the session, and its end may have been among them.'),
  );
}

/** For the moment in which a session event may still come: no verdict, and what it waits for. */
function pendingReason({ cause, at, transport }: NonNullable<Ending['pending']>): string {
  const wait = l10n.t('Provisional: whether Janus reports the end of the session shows within seconds.');
  const seen = CAUSE_RECORDS[cause].pending?.(clock(at), transport);
  return seen === undefined ? wait : sentences(seen, wait);
}

function openReason(life: Life, server: Server): string {
  const gone = ownDisconnect(life, server);
  if (gone !== null && reclaims(server, gone.at) !== true) return outlivedReason(life, gone, server);
  if (life.handles.length > 0 && life.handles.every((h) => h.detachedAt !== null))
    return l10n.t('Still open as far as the log shows: its handles detached, but a client may detach and go on.');
  return l10n.t('Still open where the log ends.');
}

/** Of a session that is open although its connection went. */
function outlivedReason(life: Life, gone: Disconnect, server: Server): string {
  const connection = connectionName(gone.transport);
  const at = clock(gone.toldAt);
  if (tellsOf(life, server, gone.at) === true)
    return l10n.t(
      'Still open as far as the log shows: its {0} closed at {1}, but Janus {2} reports destroyed for a session that ends with its connection. So another connection had claimed it, or that event was lost.',
      ...[connection, at, versionAt(server, gone.at)],
    );
  const goesOn = life.handles.some(
    ({ attachedAt, detachedAt }) => (detachedAt ?? Infinity) > gone.at || (attachedAt ?? 0) > gone.at,
  );
  if (reclaims(server, gone.at) === null && !goesOn)
    return l10n.t(
      'Still open as far as the log shows: its {0} closed at {1}, but the log does not hold the started of its server, which says how long a session waits to be reclaimed. It may have ended then, or gone on over another connection.',
      ...[connection, at],
    );
  return l10n.t(
    'Still open as far as the log shows: its {0} closed at {1}, but it went on: another connection had claimed it.',
    ...[connection, at],
  );
}

const versionAt = (server: Server, at: number): string => startOf(server, at)?.version ?? '';

/** Why it cannot be told, and what would settle it. */
function doubtReason(ending: Ending, server: Server): string {
  const why = doubtSentence(ending, server);
  if (SAY_WHAT_SETTLES.has(ending.doubt)) return why;
  const settles = l10n.t(
    "The server's own log (--server-log) or its list of sessions (Admin API: list_sessions) settles it.",
  );
  return OF_SHARED_NAMES.has(ending.doubt)
    ? sentences(why, settles, l10n.t('Give each server its own server_name.'))
    : sentences(why, settles);
}

/** What a name for each server would settle for the next log. */
const OF_SHARED_NAMES: ReadonlySet<Ending['doubt']> = new Set<Ending['doubt']>([
  'which-server',
  'two-clocks',
  'shared-id',
]);

/** Their sentence ends with what would settle it. */
const SAY_WHAT_SETTLES: ReadonlySet<Ending['doubt']> = new Set<Ending['doubt']>([
  'sessions-masked',
  'rounded-id',
  'masked-id',
  'young-start',
  'handles-only',
  'handles-let-go',
  'handles-masked',
]);

function doubtSentence({ doubt, disconnect }: Ending, server: Server): string {
  const connection = connectionName(disconnect?.transport ?? null);
  const closed = disconnect === null ? '' : clock(disconnect.toldAt);
  switch (doubt) {
    case 'sessions-masked':
      return l10n.t(
        'Cannot be told: this log has no session events. Let the event handler send them: events = "all", or add "sessions".',
      );
    case 'damage':
      return l10n.t(
        'Cannot be told: its session event may stand in a stretch of the log that is damaged or was left out.',
      );
    case 'young-start':
      return l10n.t(
        'Cannot be told: the log ends just after Janus said that it had started, and Janus takes sessions before it says so. The next seconds of the log would show whether the session is one of those or ended before.',
      );
    case 'which-run':
      return l10n.t(
        'Cannot be told: it began in the seconds before Janus said that it had started, and this server takes sessions that long before it says so. Nothing shows whether the session is of that run or of the one before, which had crashed.',
      );
    case 'which-server':
      return l10n.t(
        'Cannot be told: one of several servers that send under this name shut down, and nothing shows whether it was the one that had this session.',
      );
    case 'two-clocks':
      return l10n.t(
        'Cannot be told: two servers whose clocks are apart send under this name, and nothing shows whether the one that started replaced the one that had this session.',
      );
    case 'shared-id':
      return l10n.t(
        'Cannot be told: its id was created again, but several servers send under this name, and a client may have chosen the same id on another of them.',
      );
    case 'rounded-id':
      return l10n.t(
        'Cannot be told: its id was created again, but all long ids in this log look rounded, as by a spreadsheet or a database that takes them for decimals, so two sessions may have one id here. Give the log as it was before, or have ids kept as text.',
      );
    case 'masked-id':
      return l10n.t(
        'Cannot be told: its id was created again, but several sessions seem to have one id here, as where ids were masked. Give the log as it was before, or have each id masked in a way of its own.',
      );
    case 'connected-again':
      return l10n.t(
        'Cannot be told: the id of its connection was connected again, so its connection had closed and that event was lost. Either the session ended with it, or another connection had claimed it.',
      );
    case 'handles-only':
      return l10n.t(
        'Cannot be told: all its handles detached together and nothing of it came later, as when its connection drops; but a client may detach them and go on. This log has neither transport events nor the started event that tells the version. Let the event handler send them: events = "all".',
      );
    case 'handles-let-go':
      return l10n.t(
        'Cannot be told: all its handles detached together and nothing of it came later, as when its connection drops; but other sessions in this log went on after handles of theirs had detached. Transport events would tell. Let the event handler send them: events = "all", or add "transports".',
      );
    case 'miscount':
      return l10n.t(
        'Cannot be told: at {0} Janus counted fewer sessions than seem open, and nothing of this one came since: its end may have been lost.',
        clock(server.losses?.miscount?.at ?? 0),
      );
    case 'nameless':
      return l10n.t(
        'Cannot be told: a session event of this server does not say whose end it tells, and nothing of this session came since.',
      );
    case 'gap':
      return l10n.t(
        'Cannot be told: events were lost up to {0}, and nothing of this session came since: its end may be among them.',
        clock(server.losses?.gap?.to ?? 0),
      );
    case 'drop-untold':
      return l10n.t(
        'Cannot be told: its {0} closed at {1} and all its handles detached with it, but Janus {2} reports destroyed for a session that ends so, and no such event is in this log. Either it was lost on its way here, or another connection had claimed the session.',
        ...[connection, closed, versionAt(server, disconnect!.at)],
      );
    case 'asked-for':
      return l10n.t(
        'Cannot be told: right before its handles detached, a {0} had closed ({1}), with which it may have ended, and a request over HTTP had come, which may have asked for just that of a session that another connection had claimed.',
        ...[connection, closed],
      );
    case 'unknown-connection':
      return l10n.t(
        'Cannot be told: a {0} closed at {1} and all its handles detached soon after, but the log does not hold over which connection it was created: it may have been that one, or its client let the handles go.',
        ...[connection, closed],
      );
    case 'clock':
      return l10n.t(
        'Cannot be told: by the times in this log its server stopped or started, or its id came again, while it was open, but the times contradict themselves: the clock was set back, and the events are not in the order in which they came.',
      );
    case 'busy-connection':
      return l10n.t(
        'Cannot be told: a {0} closed at {1} and all its handles detached soon after, but that connection had sessions of its own: either it had claimed this one as well, or its client let the handles go.',
        ...[connection, closed],
      );
    case 'late-detach':
      return l10n.t(
        'Cannot be told: its {0} closed at {1}, but its handles detached so much later that its client may have asked for it, after another connection had claimed the session.',
        ...[connection, closed],
      );
    case 'handles-masked':
      return l10n.t(
        'Cannot be told: its {0} closed at {1}, and only its handles could show whether it ended then or another connection had claimed it. This log has no handle events. Let the event handler send them: events = "all", or add "handles".',
        ...[connection, closed],
      );
    default:
      return l10n.t(
        'Cannot be told: only what follows an end, or a detached handle, is in this log, which begins later or has lost events.',
      );
  }
}
