/** Up to when a log shows what a server did. */
import type { Mark, Server } from './server.js';

/** In the first moments after a `started` the sessions of the new run that came before it have shown little, µs. */
const YOUNG = 1_500_000;

/** Up to when it is known what the server sent, µs: a log that is followed shows silence as well. */
export const knownUntil = ({ facts, quiet }: Server): number => facts.lastAt + (quiet === Infinity ? 0 : quiet);

/** Whether the log ends in the first moments after a `started`: it does not show yet who goes on beside it. */
export const endsWith = ({ at }: Mark, server: Server): boolean => knownUntil(server) < at + YOUNG;
