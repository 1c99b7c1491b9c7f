/**
 * One writer per capture file: a file beside it says who writes. It is given up at the end, and taken over from a process
 * that is gone: on this machine that is asked of the system; from another machine (a shared folder, a container that was
 * started anew) the lock counts as given up when it was not renewed for half a minute. Threads of one process keep each
 * other out as well, and whoever started a thread gives up its lock when that thread has ended without doing so.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import { codeOf, fileWords } from './file-words.js';
import { SourceProblem } from './live-source.js';
import { realPathOf } from './real-path.js';

const RENEWED_EVERY = 5_000;
const GIVEN_UP_AFTER = 30_000;

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** When the process started, as the system counts it, so that a new process with the same id is not taken for it. */
  readonly started: string;
  /** Number of the thread within the process, from 0. A process gives none twice. */
  readonly thread: number;
}

/** Tokens of the locks that this thread holds. */
const held = new Set<string>();

export interface CaptureLock {
  release(): Promise<void>;
}

/**
 * Locks the capture file at `path`, its real path: two links to one file would get a lock each. Throws
 * {@link SourceProblem} if somebody else writes it.
 */
export async function lockCapture(path: string): Promise<CaptureLock> {
  const lock = `${path}.lock`;
  const owner: Owner = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid),
    thread: threadId,
  };
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(lock, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new SourceProblem(`Cannot write ${lock}: ${fileWords(error)}. Choose another capture file.`);
      if (attempt === 3) throw new SourceProblem(`Cannot lock ${path}: another session takes it at the same time.`);
      await removeIfGivenUp(lock, path);
    }
  }
  held.add(owner.token);
  const renewing = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => {
      // Somebody removed it, or the disk fails: writing will tell.
    });
  }, RENEWED_EVERY);
  renewing.unref();
  return {
    async release() {
      clearInterval(renewing);
      held.delete(owner.token);
      if ((await ownerOf(lock))?.token === owner.token) await rm(lock, { force: true });
    },
  };
}

/**
 * Gives up the lock of the capture file that `path` leads to if thread `thread` of this process holds it: that thread has
 * ended.
 */
export async function releaseLockOfThread(path: string, thread: number): Promise<void> {
  const lock = `${await realPathOf(path)}.lock`;
  const owner = await ownerOf(lock);
  if (owner !== null && isOfThisProcess(owner) && owner.thread === thread) await rm(lock, { force: true });
}

async function ownerOf(lock: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as Owner;
  } catch {
    // Not there, or just being written.
    return null;
  }
}

async function removeIfGivenUp(lock: string, path: string): Promise<void> {
  const owner = await ownerOf(lock);
  const renewed = await stat(lock).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
  if (renewed === null) return;
  if (isHeld(owner, Date.now() - renewed)) {
    const who = owner === null ? 'another session' : `process ${owner.pid} on ${owner.host}`;
    throw new SourceProblem(
      `${path} is being written by ${who}. Stop that session or choose another file. (If there is none, delete ${lock}.)`,
    );
  }
  // Of two that find it given up, one moves it away; the other's move fails or takes a lock that is not the one it read.
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new SourceProblem(`Cannot remove ${lock}, which a session left behind: ${fileWords(error)}.`);
  }
  if ((await ownerOf(aside))?.token === owner?.token) await rm(aside, { force: true });
  else await rename(aside, lock);
}

/** `age`: milliseconds since the lock was renewed. */
function isHeld(owner: Owner | null, age: number): boolean {
  if (owner === null || owner.host !== hostname()) return age < GIVEN_UP_AFTER;
  if (!isOfThisProcess(owner)) return isAlive(owner.pid) && owner.started === startOf(owner.pid);
  if (owner.thread === threadId) return held.has(owner.token);
  // Threads cannot be asked for, and where the start of a process is not known this may be an earlier one.
  return age < GIVEN_UP_AFTER;
}

/** False for an earlier life with the same id. */
const isOfThisProcess = ({ host, pid, started }: Owner): boolean =>
  host === hostname() && pid === process.pid && started === startOf(pid);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Start of a process in the system's ticks (field 22 of /proc/PID/stat, Linux); '' where that is not to be had. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
