/** Events that differ in their session. */
export const event = (n: number): string =>
  `{"emitter":"j","type":1,"timestamp":${1795417200000000 + n},"session_id":${n + 1},"event":{"name":"created"}}`;

export const array = (...numbers: number[]): string => `[${numbers.map(event).join(',')}]`;

/** What a capture holds of them. */
export const lines = (...numbers: number[]): string => numbers.map((n) => `${event(n)}\n`).join('');
