/** The tools, in the order in which an assistant sees them. A new one is a file here and its line. */
import type { Tool } from '../tool.js';
import { compareTool } from './compare.js';
import { explainSessionTool } from './explain-session.js';
import { findSessionsTool } from './find-sessions.js';
import { findingsTool } from './findings.js';
import { logsTool } from './logs.js';
import { sessionEventsTool } from './session-events.js';
import { sessionsAtTool } from './sessions-at.js';
import { summaryTool } from './summary.js';

export const TOOLS: readonly Tool[] = [
  logsTool,
  summaryTool,
  findingsTool,
  findSessionsTool,
  sessionsAtTool,
  explainSessionTool,
  sessionEventsTool,
  compareTool,
];
