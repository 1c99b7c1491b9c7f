/** Threads of the extension host, through Node's own inspector: to make one fail as a fault of ours would. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

/**
 * Makes the thread of the process listening on `port` that runs `script` throw an error nobody catches. The inspector of
 * that process listens from then on, on a port that was free: global-setup.ts sees to that.
 */
export async function failThread(port: number, script: string, message: string): Promise<void> {
  const pid = processListeningOn(port);
  const before = portsOf(pid);
  const inspector = (): number | undefined => portsOf(pid).find((other) => !before.includes(other));
  process.kill(pid, 'SIGUSR1');
  await expect.poll(inspector).toBeDefined();
  const [target] = (await (await fetch(`http://127.0.0.1:${String(inspector())}/json/list`)).json()) as [
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
  await expect.poll(() => portsOf(pid)).not.toContain(port);
  socket.close();
}

interface Told {
  readonly method?: string;
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly url: string } };
}

/** The TCP ports of 127.0.0.1 that a process listens on (Linux). */
function portsOf(pid: number): number[] {
  const files = `/proc/${String(pid)}/fd`;
  const open = new Set(readdirSync(files).map((file) => linkOf(`${files}/${file}`)));
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state, , , , , , inode = '']) => {
      return local.startsWith('0100007F:') && state === '0A' && open.has(`socket:[${inode}]`);
    })
    .map(([, local = '']) => parseInt(local.slice(-4), 16));
}

function processListeningOn(port: number): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = processes.map(Number).find((pid) => {
    try {
      return portsOf(pid).includes(port);
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
