/** The options of a command line, as sources ask for them. */
import * as l10n from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { fileWords } from '../live/file-words.js';
import { SourceProblem } from '../live/live-source.js';
import type { Address } from '../live/net/listening.js';
import type { GivenOptions } from '../live/source-definition.js';
import { UsageError } from '../reports/usage-error.js';

/** As `parseArgs` of Node gives them. */
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export class GivenOnCommandLine implements GivenOptions {
  constructor(
    private readonly values: Values,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  all(option: string): readonly string[] {
    return (this.values[option] as string[] | undefined) ?? [];
  }

  one(option: string): string | undefined {
    return this.values[option] as string | undefined;
  }

  has(option: string): boolean {
    return this.values[option] !== undefined;
  }

  addresses(option: string): readonly Address[] {
    return this.all(option).map(address);
  }

  brokers(option: string, protocol: string): readonly string[] {
    const urls = this.all(option);
    for (const url of urls) refusePassword(url, protocol);
    return urls;
  }

  password(option: string, variable: string): Promise<string | undefined> {
    return passwordOf(this.one(option), this.environment[variable]);
  }

  refuse(words: string): never {
    throw new UsageError(words);
  }
}

/** Everybody on the machine can read a command line. The address is not repeated. */
function refusePassword(url: string, protocol: string): void {
  if (URL.canParse(url) && new URL(url).password !== '')
    throw new UsageError(
      l10n.t(
        'A password on the command line can be read by others. Leave user@ in the address and put the password into {0} or a file ({1}).',
        `JANUS_EVENTS_${protocol}_PASSWORD`,
        `--${protocol.toLowerCase()}-password-file`,
      ),
    );
}

/** `8188`, `127.0.0.1:8188`, `[::1]:8188`. */
function address(text: string): Address {
  const [, host = '127.0.0.1', digits] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (digits === undefined || port > 65535 || (bare.includes(':') && !isIPv6(bare)))
    throw new UsageError(l10n.t('"{0}" is no address such as 127.0.0.1:8188.', text));
  return { host: bare, port };
}

/** From the first line of a file, or the environment; undefined for none. */
async function passwordOf(path: string | undefined, fromEnvironment: string | undefined): Promise<string | undefined> {
  if (path === undefined) return fromEnvironment === '' ? undefined : fromEnvironment;
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new SourceProblem(l10n.t('Cannot read the password file {0}: {1}.', path, fileWords(error)));
  }
  const line = text.split(/\r?\n/, 1)[0]!;
  if (line === '') throw new SourceProblem(l10n.t('The password file {0} has no password in its first line.', path));
  return line;
}
