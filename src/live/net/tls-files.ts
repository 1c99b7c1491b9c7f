/** The user's certificate and key. Node only. */
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
  const pem = { cert: await read(cert, 'certificate'), key: await read(key, 'private key') };
  try {
    createSecureContext({ cert: pem.cert });
  } catch {
    throw new SourceProblem(`${cert} is no certificate in PEM form ("-----BEGIN CERTIFICATE-----").`);
  }
  try {
    createSecureContext(pem);
  } catch (error) {
    const words =
      codeOf(error) === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'
        ? `does not belong to the certificate ${cert}. Give the key that the certificate was made with.`
        : pem.key.includes('ENCRYPTED')
          ? 'is protected by a passphrase. Give a key without one.'
          : 'is no private key in PEM form ("-----BEGIN PRIVATE KEY-----").';
    throw new SourceProblem(`${key} ${words}`);
  }
  return pem;
}

async function read(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SourceProblem(`Cannot read the ${what} ${path}: ${fileWords(error)}.`);
  }
}
