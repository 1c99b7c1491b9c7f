/** A room whose people have connections of all qualities, for the pages that show them. */
import { LivesStory } from '../unit/lives/lives-story.js';
import { SECOND } from '../unit/story.js';

/** What of a hundred packets of each second gets lost, the round trip, ms, and how often packets are asked for again. */
interface Network {
  readonly name: string;
  readonly loss: number;
  readonly rtt: number;
  readonly nacks: number;
}

const NETWORKS: readonly Network[] = [
  { name: 'Anna', loss: 0, rtt: 30, nacks: 0 },
  { name: 'Ben', loss: 2, rtt: 120, nacks: 4 },
  { name: 'Chen', loss: 9, rtt: 310, nacks: 20 },
  { name: 'Dora', loss: 30, rtt: 700, nacks: 80 },
];

/** Lines of a log in which each of them talks for `seconds`; somebody else, whose connection nothing is told of, listens. */
export function mediaLines(networks: readonly Network[] = NETWORKS, seconds = 90): string[] {
  const story = new LivesStory().started(-1000);
  for (const [k, { name, loss, rtt, nacks }] of networks.entries()) {
    const ids = { session_id: `410000000000000${String(k)}`, handle_id: `770000000000000${String(k)}` };
    const at = (2 * k + 1) * SECOND;
    story.attached(at, 'videoroom', ids.handle_id, ids.session_id);
    story.told(
      at + 10,
      'videoroom',
      { event: 'joined', room: 1234, id: k + 1, display: name },
      ids.handle_id,
      ids.session_id,
    );
    story.connected(at + 100, ids.handle_id, ids.session_id);
    for (let second = 0; second < seconds; second++)
      for (const media of ['audio', 'video']) {
        const came = (100 - loss) * second;
        story.event(
          at + 200_000 + second * SECOND,
          { type: 32, subtype: 3, ...ids },
          {
            mid: media === 'audio' ? '0' : '1',
            media,
            codec: media === 'audio' ? 'opus' : 'vp8',
            rtt: media === 'audio' ? 0 : rtt + (second % 7) * 3,
            lost: loss * second,
            'lost-by-remote': 0,
            'jitter-local': 4 + (second % 5),
            'jitter-remote': media === 'audio' ? 0 : 6,
            'packets-received': came,
            'packets-sent': 100 * second,
            'bytes-received': came * 900,
            'bytes-sent': 90_000 * second,
            'bytes-received-lastsec': (100 - loss) * 900,
            'bytes-sent-lastsec': 90_000,
            'nacks-received': media === 'audio' ? 0 : nacks * second,
            'nacks-sent': media === 'audio' ? 0 : loss * second,
          },
        );
      }
    story.hungUp(at + (seconds + 1) * SECOND, 'Close PC', ids.handle_id, ids.session_id);
  }
  return new TextDecoder().decode(story.bytes).trim().split('\n');
}
