import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJanus, type Janus } from './harness/janus.js';
import * as sessions from './harness/janus-sessions.js';

let janus: Janus;
beforeAll(async () => {
  janus = await startJanus({ handlers: {} });
});
afterAll(() => janus.remove());

test('sessions live and end as they are told to, and the text log says so', async () => {
  const socket = await sessions.JanusSocket.open(janus);
  const [kept, destroyed] = [await socket.create(), await socket.create()];
  await socket.attach(kept);
  const http = await sessions.createOverHttp(janus);
  await sessions.attachOverHttp(janus, http);
  const byAdmin = await socket.create();
  await socket.destroy(destroyed);
  await sessions.destroyByAdmin(janus, byAdmin);
  expect((await sessions.listedSessions(janus)).sort()).toEqual([kept, http].sort());
  await sessions.destroyOverHttp(janus, http);
  expect(await sessions.listedSessions(janus)).toEqual([kept]);
  await socket.drop();
  for (const id of [destroyed, byAdmin, http]) expect(janus.log()).toContain(`Destroying session ${id}`);
});
