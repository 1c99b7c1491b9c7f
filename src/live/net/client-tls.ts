/** What TLS to a broker takes besides the well-known authorities. Node only. */
import * as l10n from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import type { ClientTls } from './client-tls-options.js';
import { fileWords } from '../file-words.js';
import { SourceProblem } from '../live-source.js';
import { readTls } from './tls-files.js';

/** What the files hold, as Node's TLS takes it. Throws {@link SourceProblem} for one that cannot be used. */
export async function readClientTls({ ca, own }: ClientTls = {}): Promise<{
  ca?: Buffer;
  cert?: Buffer;
  key?: Buffer;
}> {
  return { ...(ca !== undefined && { ca: await readCa(ca) }), ...(own && (await readTls(own))) };
}

async function readCa(path: string): Promise<Buffer> {
  let pem: Buffer;
  try {
    pem = await readFile(path);
  } catch (error) {
    throw new SourceProblem(l10n.t('Cannot read the CA file {0}: {1}.', path, fileWords(error)));
  }
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new SourceProblem(l10n.t('{0} holds no certificate in PEM form ("-----BEGIN CERTIFICATE-----").', path));
}
