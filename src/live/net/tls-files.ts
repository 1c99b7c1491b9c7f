/** The user's certificate and key. Node only. */
import * as l10n from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { codeOf, fileWords } from '../file-words.js';
import { SourceProblem } from '../live-source.js';

export interface TlsFiles {
  /** Paths of PEM files: the certificate with those that lead to its root, and its private key. */
  readonly cert: string;
  readonly key: string;
}

/** Reads them, and throws {@link SourceProblem} if they cannot be used together. */
export async function readTls({ cert, key }: TlsFiles): Promise<{ cert: Buffer; key: Buffer }> {
  const pem = { cert: await read(cert, 'certificate'), key: await read(key, l10n.t('private key')) };
  try {
    createSecureContext({ cert: pem.cert });
  } catch {
    throw new SourceProblem(l10n.t('{0} is no certificate in PEM form ("-----BEGIN CERTIFICATE-----").', cert));
  }
  try {
    createSecureContext(pem);
  } catch (error) {
    const words =
      codeOf(error) === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'
        ? l10n.t('does not belong to the certificate {0}. Give the key that the certificate was made with.', cert)
        : pem.key.includes('ENCRYPTED')
          ? l10n.t('is protected by a passphrase. Give a key without one.')
          : l10n.t('is no private key in PEM form ("-----BEGIN PRIVATE KEY-----").');
    throw new SourceProblem(`${key} ${words}`);
  }
  return pem;
}

async function read(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SourceProblem(l10n.t('Cannot read the {0} {1}: {2}.', what, path, fileWords(error)));
  }
}
