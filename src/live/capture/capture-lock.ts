/**
 * One writer per capture file: a file beside it says who writes. It is given up at the end, and taken over from a process
 * that is gone: on this machine that is asked of the system; from another machine (a shared folder, a container that was
 * started anew) the lock counts as given up when it was not renewed for half a minute. Threads of one process keep each
 * other out as well, and whoever started a thread gives up its lock when that thread has ended without doing so.
 *
 * A file of that name which no session wrote stays as it is. Times are those of the file system that has the lock, since
 * two machines' clocks differ and each can be set.
 */
import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { readFileSync, type Stats } from 'node:fs';
import { link, lstat, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import * as z from 'zod/mini';
import { codeOf, fileAdvice, fileWords } from '../file-words.js';
import { SourceProblem } from '../live-source.js';
import { realPathOf } from './real-path.js';

const RENEWED_EVERY = 5_000;
const GIVEN_UP_AFTER = 30_000;
/** Bytes; one of ours has some 200. */
const LARGEST_LOCK = 4096;

const Owner = z.object({
  /** Says that the file is a lock of ours. */
  lock: z.literal('janus-events'),
  token: z.string(),
  pid: z.int(),
  host: z.string(),
  /** When the process started, as the system counts it, so that a new process with the same id is not taken for it. */
  started: z.string(),
  /** Number of the thread within the process, from 0. A process gives none twice. */
  thread: z.int(),
});
type Owner = z.output<typeof Owner>;

/** Tokens of the locks that this thread holds. */
const held = new Set<string>();

export interface CaptureLock {
  /**
   * Makes sure that the lock is still this session's: one whose file is gone is taken again. Throws {@link SourceProblem} as
   * long as somebody else writes the capture.
   */
  hold(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Locks the capture file at `path`, its real path: two links to one file would get a lock each. Throws
 * {@link SourceProblem} if somebody else writes it.
 */
export async function lockCapture(path: string): Promise<CaptureLock> {
  const lock = new Lock(path);
  await lock.take();
  return lock;
}

class Lock implements CaptureLock {
  private readonly place: string;
  private readonly token = randomUUID();
  private readonly text: string;
  private file: FileHandle | null = null;
  private renewing: NodeJS.Timeout | undefined;
  /** One look at a time: two would take each other's lock for a stranger's. */
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly path: string) {
    this.place = `${path}.lock`;
    const { token } = this;
    const started = startOf(process.pid);
    const owner: Owner = { lock: 'janus-events', token, pid: process.pid, host: hostname(), started, thread: threadId };
    this.text = JSON.stringify(owner);
  }

  async take(): Promise<void> {
    const { place, path, text } = this;
    for (let attempt = 0; (this.file = await begun(place, text)) === null; attempt++) {
      if (attempt === 3)
        throw new SourceProblem(l10n.t('Cannot lock {0}: another session takes it at the same time.', path));
      await removeIfGivenUp(place, path);
    }
    held.add(this.token);
    this.renewing ??= setInterval(() => {
      this.hold().catch(() => {
        // Writing the capture will tell.
      });
    }, RENEWED_EVERY).unref();
  }

  async hold(): Promise<void> {
    const looking = this.looking.then(() => this.look());
    this.looking = looking.catch(() => undefined);
    await looking;
  }

  async release(): Promise<void> {
    clearInterval(this.renewing);
    await this.looking;
    held.delete(this.token);
    await this.file?.close();
    if (await this.isOurs()) await rm(this.place, { force: true });
  }

  private async look(): Promise<void> {
    if (await this.isOurs()) {
      // A disk that fails does so for the capture as well, which tells.
      await this.file?.write(this.text, 0).catch(() => undefined);
      return;
    }
    await this.file?.close();
    this.file = null;
    try {
      await this.take();
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      throw new SourceProblem(
        l10n.t(
          'The lock of this session is gone from {0}. {1} Until then this session writes nothing there, and acknowledges nothing.',
          this.path,
          error.message,
        ),
      );
    }
  }

  private async isOurs(): Promise<boolean> {
    return (await ownerOf(this.place))?.token === this.token;
  }
}

/** Writes a new lock; null if there is one. Leaves nothing behind when it fails. Throws {@link SourceProblem}. */
async function begun(lock: string, text: string): Promise<FileHandle | null> {
  let file: FileHandle | null = null;
  try {
    file = await open(lock, 'wx', 0o600);
    await file.write(text);
    return file;
  } catch (error) {
    if (file === null && codeOf(error) === 'EEXIST') return null;
    if (file !== null) {
      await file.close();
      await rm(lock, { force: true });
    }
    throw new SourceProblem(l10n.t('Cannot write {0}: {1}. {2}', lock, fileWords(error), fileAdvice(error)));
  }
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

/** Null: it is not there, just being written, or no lock of ours. */
async function ownerOf(lock: string): Promise<Owner | null> {
  try {
    // Reading a pipe waits for somebody who writes, and a device may have no end.
    if (!canBeLock(await lstat(lock))) return null;
    const owner = Owner.safeParse(JSON.parse(await readFile(lock, 'utf8')));
    return owner.success ? owner.data : null;
  } catch {
    return null;
  }
}

async function removeIfGivenUp(lock: string, path: string): Promise<void> {
  const owner = await ownerOf(lock);
  const seen = await lookAt(lock);
  if (seen === null) return;
  const { age } = seen;
  if (owner === null && (age > RENEWED_EVERY || !seen.canBeLock))
    throw new SourceProblem(
      l10n.t(
        '{0} stands where the lock of {1} belongs, and is none that can be read. Delete it if nobody needs it, or choose another capture file.',
        lock,
        path,
      ),
    );
  if (owner === null || isHeld(owner, age)) {
    const who = owner === null ? l10n.t('another session') : l10n.t('process {0} on {1}', owner.pid, owner.host);
    throw new SourceProblem(
      l10n.t(
        '{0} is being written by {1}. Stop that session or choose another file. (If there is none, delete {2}.)',
        path,
        who,
        lock,
      ),
    );
  }
  // Of two that find it given up, one moves it away; the other's move fails or takes a lock that is not the one it read.
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new SourceProblem(
      l10n.t('Cannot remove {0}, which a session left behind: {1}. {2}', lock, fileWords(error), fileAdvice(error)),
    );
  }
  if ((await ownerOf(aside))?.token === owner.token) await rm(aside, { force: true });
  else await putBack(aside, lock);
}

/** Gives a lock its name again, unless a third session has taken that meanwhile: its own would be replaced. */
async function putBack(aside: string, lock: string): Promise<void> {
  try {
    await link(aside, lock);
  } catch (error) {
    // A file system without hard links.
    if (codeOf(error) !== 'EEXIST') return rename(aside, lock);
  }
  await rm(aside, { force: true });
}

interface Seen {
  /** How long ago it was written, ms by its file system's own clock. */
  readonly age: number;
  readonly canBeLock: boolean;
}

/** What stands at `path`; null: nothing. */
async function lookAt(path: string): Promise<Seen | null> {
  const probe = `${path}.${randomUUID()}`;
  try {
    await (await open(probe, 'wx', 0o600)).close();
    const now = await lstat(probe);
    const there = await lstat(path);
    // A clock that was set back makes it negative.
    return { age: Math.abs(now.mtimeMs - there.mtimeMs), canBeLock: canBeLock(there) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new SourceProblem(l10n.t('Cannot look at {0}: {1}. {2}', path, fileWords(error), fileAdvice(error)));
  } finally {
    await rm(probe, { force: true });
  }
}

const canBeLock = (stats: Stats): boolean => stats.isFile() && stats.size <= LARGEST_LOCK;

/** `age`: milliseconds since the lock was renewed. */
function isHeld(owner: Owner, age: number): boolean {
  if (owner.host !== hostname()) return age < GIVEN_UP_AFTER;
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
