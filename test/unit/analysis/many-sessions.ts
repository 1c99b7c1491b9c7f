/** A log of a busy day, one event a line: every eighth session's connection drops. */
export function manySessions(sessions: number): string {
  const start = 1_795_417_000_000_000;
  const event = (at: number, rest: object): string =>
    JSON.stringify({ emitter: 'janus', ...rest, timestamp: start + at });
  const transport = 'janus.transport.websockets';
  const info = { version_string: '1.1.2', 'session-timeout': 60, 'reclaim-session-timeout': 0 };
  const lines = [event(0, { type: 256, subtype: 1, event: { status: 'started', info } })];
  for (let k = 0; k < sessions; k++) {
    const at = k * 10_000;
    const id = String(5_000_000_000 + k);
    const connection = (name: string, after: number): string =>
      event(at + after, { type: 128, event: { transport, id, data: { event: name } } });
    const session = (body: object, after: number): string =>
      event(at + after, { type: 1, session_id: 1_000_000_000_000 + k * 7919, event: body });
    lines.push(connection('connected', 0), session({ name: 'created', transport: { transport, id } }, 1000));
    const handle = (body: object, after: number): string =>
      event(at + after, {
        type: 2,
        session_id: 1_000_000_000_000 + k * 7919,
        handle_id: 2_000_000_000_000 + k,
        event: body,
      });
    const plugin = 'janus.plugin.echotest';
    if (k % 8 === 0)
      lines.push(
        handle({ name: 'attached', plugin }, 2000),
        connection('disconnected', 5000),
        handle({ name: 'detached', plugin }, 6000),
      );
    else lines.push(session({ name: 'destroyed' }, 5000), connection('disconnected', 6000));
  }
  return `${lines.join('\n')}\n`;
}
