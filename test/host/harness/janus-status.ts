import type { Workbench } from './workbench.js';

/** What the status bar says of the log in front: "Janus: 5 sessions, 4 silent"; undefined: nothing. */
export const janusStatus = async (workbench: Workbench): Promise<string | undefined> =>
  (await workbench.statusBarItems()).find(({ text }) => text.startsWith('Janus:'))?.text;
