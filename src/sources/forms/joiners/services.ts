/**
 * The lines of several containers in turn, each behind its name: `sink-1 | …` of docker compose, with `@node` of
 * Docker's swarm, `0|sink | …` of PM2, `[pod/sink-7d9f/sink] …` of `kubectl logs --prefix`, `sink-7d9f sink …` of
 * stern. An indented event has lines of the others between its own.
 */
import * as l10n from '@vscode/l10n';
import { readsMore, type Decoding, type Form } from '../form.js';
import { bytesOf, latin1, type Head } from '../head.js';
import { JoinedLines } from '../joined-lines.js';

const NAME =
  /^(?:(?:\d{1,4}\|)?[\w.-]{1,128}(?:@[\w.-]{1,128})? {1,64}\| ?|\[pod\/[\w./-]{1,256}\] |[a-z][a-z0-9.]{0,64}(?:-[a-z0-9.]{1,64}){1,16} [a-z][a-z0-9-]{0,62} )/;
/** A longer line is told in parts. */
const LONGEST = 1024 * 1024;

/** Whether lines of more than one container are in turn. */
function isOfSeveral({ text }: Head): boolean {
  const names = new Set(text.split('\n', 1000).map((line) => NAME.exec(line)?.[0] ?? ''));
  return names.size > (names.has('') ? 2 : 1);
}

export const services: Form = {
  name: 'lines of several containers',
  words: () => l10n.t('lines of several containers'),
  fits: (head) => isOfSeveral(head) && readsMore(services, head),
  decoding: () => new Lines(),
};

class Lines implements Decoding {
  private held = '';
  private readonly lines = new JoinedLines();
  /** Whose line is under way, of which the begin has been told. */
  private source: string | null = null;

  push(bytes: Uint8Array): Uint8Array {
    const parts = (this.held + latin1(bytes)).split('\n');
    this.held = parts.pop()!;
    let out = '';
    for (const line of parts) out += this.line(line, true) + this.lines.rawBreak();
    while (this.held.length > LONGEST) {
      out += this.line(this.held.slice(0, LONGEST), false);
      this.held = this.held.slice(LONGEST);
    }
    return bytesOf(out);
  }

  end(): Uint8Array {
    const rest = this.held === '' ? '' : this.line(this.held, true);
    this.held = '';
    return bytesOf(rest + this.lines.end());
  }

  private line(text: string, complete: boolean): string {
    const name = this.source ?? NAME.exec(text)?.[0] ?? '';
    const own = this.source === null ? text.slice(name.length) : text;
    this.source = complete ? null : name;
    return this.lines.add(name, own.replace(/\r$/, ''), complete);
  }
}
