/**
 * Follows a log that another program writes, as `tail -F` does: what is appended to it, and what comes in the file that
 * takes its place when it is rotated. Events are handed on whole, in whatever form the log has them. Node only.
 */
import * as l10n from '@vscode/l10n';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Scanner } from '../../events/header.js';
import { newScanner } from '../../events/scanner.js';
import { checkedOptions } from '../net/checked-options.js';
import { noEventWords, takePatiently } from '../net/deliveries.js';
import { codeOf, fileWords } from '../file-words.js';
import { SourceProblem, type EventSink, type LiveSource, type SourceEvents } from '../live-source.js';
import { Notices } from '../notices.js';

export const FileOptions = z.strictObject({
  path: z.string().check(z.minLength(1)),
  /** Where to begin in a file that is there at the start; one that comes later is read from its beginning. */
  from: z._default(z.enum(['beginning', 'end']), 'end'),
});

/** ms between two looks at the file: notifications of changes do not come from every file system. */
const LOOK_EVERY = 200;
/** Bytes read at once. */
const CHUNK = 256 * 1024;

/** Throws {@link SourceProblem} for options that do not work. */
export function fileSource(options: z.input<typeof FileOptions>): LiveSource {
  return new FileSource(checkedOptions(FileOptions, options));
}

/** The file under way. */
interface Followed {
  readonly file: FileHandle;
  readonly identity: string;
  position: number;
  readonly scanner: Scanner;
}

class FileSource implements LiveSource {
  readonly name: string;
  private readonly stopping = new AbortController();
  private following: Promise<void> = Promise.resolve();
  private followed: Followed | null = null;
  /** The JSON of events found and not handed on yet. */
  private readonly found: Buffer[] = [];
  private otherBytes = 0;

  constructor(private readonly options: z.output<typeof FileOptions>) {
    this.name = l10n.t('the file {0}', options.path);
  }

  /** Resolves though there may be no file yet. */
  async start(sink: EventSink, events: SourceEvents): Promise<void> {
    events.state({ kind: 'starting' });
    const { path, from } = this.options;
    try {
      await this.begin(from === 'end');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT')
        throw new SourceProblem(l10n.t('Cannot follow {0}: {1}.', path, fileWords(error)));
    }
    events.state(this.followed ? { kind: 'running', where: path } : this.missing());
    this.following = this.follow(sink, events);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  private isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private missing(): { kind: 'waiting'; message: string } {
    return {
      kind: 'waiting',
      message: l10n.t('There is no file {0}. It is followed as soon as there is.', this.options.path),
    };
  }

  private async follow(sink: EventSink, events: SourceEvents): Promise<void> {
    const { path } = this.options;
    const { signal } = this.stopping;
    const notices = new Notices((message) => events.notice(message));
    let waitingFor = this.followed ? null : this.missing().message;
    while (!this.isStopped()) {
      try {
        const more = await this.step(sink, notices);
        if (waitingFor !== null) events.state({ kind: 'running', where: path });
        waitingFor = null;
        if (more) continue;
      } catch (error) {
        // A file whose name is gone is followed until another has the name.
        const gone = codeOf(error) === 'ENOENT';
        if (!(gone && this.followed) && !this.isStopped()) {
          const words = gone ? this.missing().message : l10n.t('Cannot read {0}: {1}.', path, fileWords(error));
          if (waitingFor !== words) events.state({ kind: 'waiting', message: words });
          waitingFor = words;
        }
      }
      await delay(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
    await this.leave();
    events.state({ kind: 'stopped' });
  }

  /** Reads on. False: there is nothing more now. */
  private async step(sink: EventSink, notices: Notices): Promise<boolean> {
    const { path } = this.options;
    if (!this.followed) await this.begin(false);
    const { file, scanner } = this.followed!;
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, this.followed!.position);
    if (bytesRead === 0) return await this.rotated(sink, notices);
    scanner.push(buffer.subarray(0, bytesRead));
    await this.handOn(sink);
    this.followed!.position += bytesRead;
    this.tellOther(notices, path);
    return true;
  }

  /** At the end of the file: whether another has taken its place, or it has been emptied. */
  private async rotated(sink: EventSink, notices: Notices): Promise<boolean> {
    const { path } = this.options;
    const { file, identity, position } = this.followed!;
    const there = await stat(path);
    const emptied = identityOf(there) === identity && (await file.stat()).size < position;
    if (identityOf(there) === identity && !emptied) return false;
    // Its writer may have gone on with the old file until now.
    if (!emptied && (await file.stat()).size > position) return true;
    this.followed!.scanner.end();
    await this.handOn(sink);
    await this.leave();
    await this.begin(false);
    notices.say(
      emptied
        ? l10n.t('{0} was emptied, and is read from its beginning.', path)
        : l10n.t('{0} was rotated: the new file is followed.', path),
    );
    return true;
  }

  private async handOn(sink: EventSink): Promise<void> {
    if (this.found.length === 0) return;
    const pieces = this.found.flatMap((json, k) => [Buffer.from(k === 0 ? '[' : ','), json]);
    const message = Buffer.concat([...pieces, Buffer.from(']')]);
    this.found.length = 0;
    await takePatiently(sink, message, () => this.isStopped());
  }

  private tellOther(notices: Notices, path: string): void {
    if (this.otherBytes > 0) notices.say(noEventWords(path, this.otherBytes), 'no event');
    this.otherBytes = 0;
  }

  private async begin(atEnd: boolean): Promise<void> {
    const file = await open(this.options.path, 'r');
    try {
      const stats = await file.stat();
      if (stats.isDirectory()) throw Object.assign(new Error(l10n.t('it is a directory')), { code: 'EISDIR' });
      const scanner = newScanner({
        event: ({ json }) => void this.found.push(Buffer.from(json)),
        stretch: ({ length }) => (this.otherBytes += length),
      });
      this.followed = { file, identity: identityOf(stats), position: atEnd ? stats.size : 0, scanner };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private async leave(): Promise<void> {
    const followed = this.followed;
    this.followed = null;
    await followed?.file.close();
  }
}

const identityOf = ({ dev, ino }: Stats): string => `${dev}:${ino}`;
