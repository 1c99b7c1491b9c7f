/**
 * Collectors keep an event twice in one record: the text that came, and the object it was parsed to (Filebeat's `message`
 * beside the decoded fields, Datadog, Logstash's `event.original`). One event is told once.
 */
import type { EventHeader } from '../header.js';

/** Events of a record that are remembered: sampleevh sends up to 100 in one text. */
const REMEMBERED = 256;

/** A text that two events have in common only if they are one: no other is of this kind, time, session and handle. */
export function identityOf({ type, subtype, timestamp, sessionId, handleId }: EventHeader): string {
  return `${String(timestamp)} ${String(type)} ${String(subtype)} ${sessionId} ${handleId}`;
}

export class ToldInRecord {
  private readonly texts = new Set<string>();
  private readonly objects = new Set<string>();

  /** The outermost object of the next record begins. */
  begin(): void {
    // An empty set is not left alone: to clear it takes as long as to fill it.
    if (this.texts.size > 0) this.texts.clear();
    if (this.objects.size > 0) this.objects.clear();
  }

  /** Whether the record held the event in the other way already: as a text for an object, or as an object for a text. */
  hasTold(header: EventHeader): boolean {
    const key = identityOf(header);
    const isText = header.wrapping === 'string';
    if ((isText ? this.objects : this.texts).has(key)) return true;
    const own = isText ? this.texts : this.objects;
    if (own.size === REMEMBERED) own.delete(own.values().next().value!);
    own.add(key);
    return false;
  }
}
