/** Where the workspace's storage tells which sessions were running; the entry file looks there at its start. */
export const RUNNING_KEY = 'live.running';
