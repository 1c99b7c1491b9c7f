/** Small logs of what lives below the session, written by hand, and what is said of them. */
import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import type { Life } from '../../../src/lives/model.js';
import { KIND_NAMES } from '../../../src/lives/registry.js';
import { selected, type Selection } from '../../../src/lives/selection.js';
import type { LogReport } from '../../../src/sessions/log-report.js';
import { ID, Story } from '../story.js';

export const HANDLE = '7700000000000001';
const SDP_END = ' 2 IN IP4 192.0.2.2\r\ns=-\r\nt=0 0\r\n';

export class LivesStory extends Story {
  /** A plugin's event; '' for one that carries no session and handle. */
  told(at: number, plugin: string, data: object, handle = HANDLE, session = ID): this {
    const ids = handle === '' ? {} : { session_id: session, handle_id: handle };
    return this.event(at, { type: 64, ...ids }, { plugin: `janus.plugin.${plugin}`, data });
  }

  /** A session with a handle of a plugin. */
  attached(at: number, plugin: string, handle = HANDLE, session = ID): this {
    this.created(at, session, `c${session}`);
    return this.event(
      at + 1,
      { type: 2, session_id: session, handle_id: handle },
      { name: 'attached', plugin: `janus.plugin.${plugin}` },
    );
  }

  description(at: number, owner: 'local' | 'remote', type: string, origin = '1', handle = HANDLE, session = ID): this {
    const jsep = { type, sdp: `v=0\r\no=- ${origin}${SDP_END}` };
    return this.event(at, { type: 8, session_id: session, handle_id: handle }, { owner, jsep });
  }

  webrtc(at: number, subtype: number, body: object, handle = HANDLE, session = ID): this {
    return this.event(at, { type: 16, subtype, session_id: session, handle_id: handle }, body);
  }

  /** A PeerConnection that comes up. */
  connected(at: number, handle = HANDLE, session = ID): this {
    return this.description(at, 'remote', 'offer', '1', handle, session)
      .webrtc(at + 1, 1, { ice: 'gathering' }, handle, session)
      .webrtc(at + 2, 6, { connection: 'webrtcup' }, handle, session);
  }

  /** Whether a medium, or a layer of it, comes in. */
  receiving(at: number, receiving: boolean, media = 'audio', mid = '0', substream?: number): this {
    const header = { type: 32, subtype: 1, session_id: ID, handle_id: HANDLE };
    return this.event(at, header, { media, mid, substream, receiving });
  }

  hungUp(at: number, reason = 'Close PC', handle = HANDLE, session = ID): this {
    return this.webrtc(at, 6, { connection: 'hangup', reason }, handle, session);
  }

  lives(kind: string, more: Partial<Selection> = {}): Life[] {
    return [
      ...selected(analysed(this.bytes).lives, { kinds: new Set([kind]), at: null, room: null, where: null, ...more }),
    ];
  }

  /** Each life of a kind in short: "ended told leaving". */
  inShort(kind: string): string[] {
    return this.lives(kind).map(lifeInShort);
  }
}

function lifeInShort({ state, told, flagged, cause, begunAt }: Life): string {
  const parts = [
    begunAt === null ? 'from before' : '',
    state,
    told ? 'told' : '',
    flagged ? 'flagged' : '',
    cause ?? '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

export function analysed(...logs: readonly Uint8Array[]): {
  report: LogReport;
  lives: NonNullable<ReturnType<ReportBuilder['finish']>['lives']>;
} {
  const analyser = new ReportBuilder({ lives: true });
  for (const [k, bytes] of logs.entries()) {
    analyser.begin(`log ${String(k)}`);
    analyser.push(bytes);
    analyser.end();
  }
  const { report, lives } = analyser.finish();
  return { report, lives: lives! };
}

/** Lives of all kinds. */
export const allLives = (...logs: readonly Uint8Array[]): Life[] => [
  ...selected(analysed(...logs).lives, { kinds: new Set(KIND_NAMES), at: null, room: null, where: null }),
];
