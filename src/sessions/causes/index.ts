/** All causes, weightiest first: the order of reports, of SARIF's rules, of the settings and of the README. */
import type { Cause } from '../model.js';
import type { CauseRecord } from './cause.js';
import { HANDLES_DETACHED } from './handles-detached.js';
import { ID_REUSED } from './id-reused.js';
import { SERVER_CRASHED } from './server-crashed.js';
import { SERVER_STOPPED } from './server-stopped.js';
import { DESTROYED, TIMEOUT } from './told.js';
import { TRANSPORT_GONE } from './transport-gone.js';

export const CAUSE_RECORDS: Readonly<Record<Cause, CauseRecord>> = {
  'transport-gone': TRANSPORT_GONE,
  'server-stopped': SERVER_STOPPED,
  'server-crashed': SERVER_CRASHED,
  'id-reused': ID_REUSED,
  'handles-detached': HANDLES_DETACHED,
  timeout: TIMEOUT,
  destroyed: DESTROYED,
};

/** Every cause that a flagged session can have, weightiest first. */
export const FLAGGED_CAUSES: readonly CauseRecord[] = Object.values(CAUSE_RECORDS);
