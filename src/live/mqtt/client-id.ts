/** By what a broker knows us again. Node only: `client-id.web.ts` knows the browser instead. */
import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';

/** Of this user, machine, broker and topic. At most 23 characters: all that a broker of MQTT 3.1.1 has to accept. */
export function ownClientId(where: string, topic: string): string {
  const whose = [hostname(), userInfo().username, where, topic];
  return `janus-events-${createHash('sha256').update(JSON.stringify(whose)).digest('hex').slice(0, 10)}`;
}
