/** Threads of the extension host, through Node's own inspector: to make one fail as a fault of ours would. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

/** Where Node's inspector listens when a process is asked for it by SIGUSR1. */
const INSPECTOR = 9229;

/**
 * Makes the thread of the process listening on `port` that runs `script` throw an error nobody catches. The inspector of
 * that process is on its standard port from then on.
 */
export async function failThread(port: number, script: string, message: string): Promise<void> {
  const pid = processListeningOn(port);
  process.kill(pid, 'SIGUSR1');
  await expect.poll(() => listens(pid, INSPECTOR)).toBe(true);
  const [target] = (await (await fetch(`http://127.0.0.1:${String(INSPECTOR)}/json/list`)).json()) as [
    { webSocketDebuggerUrl: string },
  ];
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, 'open');
  const thread = new Promise<string>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const { method, params } = JSON.parse(data.toString()) as Told;
      if (method === 'NodeWorker.attachedToWorker' && params.workerInfo.url.includes(script)) resolve(params.sessionId);
    });
  });
  socket.send(JSON.stringify({ id: 1, method: 'NodeWorker.enable', params: { waitForDebuggerOnStart: false } }));
  const expression = `setTimeout(() => { throw new Error(${JSON.stringify(message)}); }), 0`;
  const evaluate = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
  const params = { sessionId: await thread, message: evaluate };
  socket.send(JSON.stringify({ id: 2, method: 'NodeWorker.sendMessageToWorker', params }));
  await expect.poll(() => listens(pid, port)).toBe(false);
  socket.close();
}

interface Told {
  readonly method?: string;
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly url: string } };
}

/** The inode of the socket that listens on a TCP port of 127.0.0.1 (Linux). */
function listeningSocket(port: number): string | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const line = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((text) => text.trim().split(/\s+/))
    .find(([, local, , state]) => local === `0100007F:${hex}` && state === '0A');
  return line?.[9];
}

function listens(pid: number, port: number): boolean {
  const socket = listeningSocket(port);
  if (socket === undefined) return false;
  const files = `/proc/${String(pid)}/fd`;
  return readdirSync(files).some((file) => linkOf(`${files}/${file}`) === `socket:[${socket}]`);
}

function processListeningOn(port: number): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = processes.map(Number).find((pid) => {
    try {
      return listens(pid, port);
    } catch {
      // It has ended meanwhile, or belongs to somebody else.
      return false;
    }
  });
  if (found === undefined) throw new Error(`Nobody listens on port ${String(port)}.`);
  return found;
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed meanwhile.
    return '';
  }
}
