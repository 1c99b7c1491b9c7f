/** What each kind of source can lose between Janus and the capture, in words for the live view and the README. */
import type { LiveProfile } from './profile.js';

/** How sure a source is that all events arrive. `acknowledged`: it tells its sender once they are written. */
export interface Delivery {
  readonly acknowledged: boolean;
  readonly words: string;
}

export function deliveryOf(profile: LiveProfile): Delivery {
  switch (profile.source) {
    case 'http':
      return {
        acknowledged: true,
        words:
          'HTTP: Janus gets its answer when the events are written, and sends again what it got none for (five times, then it drops them). WebSocket has no acknowledgement: should this end unexpectedly, the messages under way are lost.',
      };
    case 'mqtt':
      return {
        acknowledged: true,
        words:
          'The broker gets its acknowledgement when an event is written, and keeps what comes meanwhile if Janus publishes with qos = 1. With qos = 0 what is sent while nobody listens is lost.',
      };
    case 'rabbitmq':
      return {
        acknowledged: true,
        words:
          profile.queue === undefined
            ? 'RabbitMQ gets its acknowledgement when events are written, and keeps for a day what comes while this session does not run.'
            : 'RabbitMQ gets its acknowledgement when events are written, and keeps in the queue what comes meanwhile.',
      };
    case 'gelf':
      return {
        acknowledged: false,
        words:
          profile.protocol === 'udp'
            ? 'GELF over UDP has no acknowledgement: what is sent while nobody listens, or faster than it is taken, is lost, and so is a message that misses one of its parts.'
            : 'GELF has no acknowledgement: what is sent while nobody listens is lost, and so is what is under way should this end unexpectedly.',
      };
    case 'nanomsg':
      return {
        acknowledged: false,
        words: 'nanomsg has no acknowledgement: what Janus publishes while nobody listens is lost.',
      };
    case 'file':
      return {
        acknowledged: false,
        words:
          'Nothing is asked for, only read: what is added to the file while this session does not run is not captured.',
      };
  }
}
