/** Listens on one port: janus.eventhandler.sampleevh posts there, janus.eventhandler.wsevh opens a WebSocket. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import * as ask from '../shared-questions.js';
import { reachable, tunnelNote } from '../address-for-janus.js';
import { askFile, askHost, askPort, host } from '../machine-parts.js';
import { handler, PASSWORD, type JanusFile } from '../janus-configuration.js';
import { bracketed, isLoopback, type Address } from '../net/listening.js';
import { name, pemFile, port, text } from '../profile-parts.js';
import type { Answers, Question } from '../question.js';
import type { GivenOptions, SourceDefinition } from '../source-definition.js';
import type { TlsFiles } from '../net/tls-files.js';

const Profile = z
  .strictObject({
    source: z.literal('http'),
    name,
    host,
    port,
    /** Subprotocol a WebSocket has to name; without it any will do. */
    subprotocol: z.optional(text),
    user: z.optional(text),
    /** With both, the listener speaks TLS. */
    certificate: pemFile,
    key: pemFile,
  })
  .check(
    z.refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
      error: () => l10n.t('TLS needs both, the certificate and its key.'),
    }),
    z.refine((profile) => isLoopback(profile.host) || profile.user !== undefined, {
      error: () =>
        l10n.t(
          'To listen on an address that other machines reach, set a user: Janus then has to name it and its password.',
        ),
    }),
  );
type Profile = z.output<typeof Profile>;

export const http: SourceDefinition<Profile> & { readonly profile: typeof Profile } = {
  profile: Profile,
  place: (profile) =>
    `${profile.certificate === undefined ? 'http' : 'https'}://${bracketed(profile.host)}:${String(profile.port)}`,
  delivery: () => ({
    acknowledged: true,
    words: l10n.t(
      'HTTP: Janus gets its answer when the events are written, and sends again what it got none for (five times, then it drops them). WebSocket has no acknowledgement: should this end unexpectedly, the messages under way are lost.',
    ),
  }),
  janusFiles: (profile) => [sampleHandler(profile), wsHandler(profile)],
  async source({ host, port, user, certificate, key, subprotocol }, secret) {
    const { HttpSource } = await import('./http-source.js');
    return new HttpSource({
      host,
      port,
      credential: user === undefined ? null : { user, password: secret ?? '' },
      tls: certificate === undefined || key === undefined ? null : { cert: certificate, key },
      webSocket: { subprotocol: subprotocol ?? null },
    });
  },
  wizard: {
    label: () => l10n.t('HTTP and WebSocket'),
    detail: () => l10n.t('Listen on a port. Janus sends here itself: sampleevh over HTTP, wsevh over WebSocket.'),
    questions,
    guidingKeys: ['tls'],
    guiding: ({ certificate }) => ({ tls: certificate === undefined ? 'no' : 'yes' }),
    suggestedName: (answers) => l10n.t('HTTP {0}', answers['port'] ?? ''),
  },
  commandLine: {
    options: {
      http: { type: 'string', multiple: true },
      ws: { type: 'boolean' },
      'ws-protocol': { type: 'string' },
      user: { type: 'string' },
      'password-file': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
    usage: () =>
      `  ${l10n.t('--http ADDRESS         what sampleevh posts\n  --ws                   what wsevh sends as well, on the same port; --ws-protocol NAME requires that subprotocol')}`,
    async sources(given) {
      const addresses = given.addresses('http');
      if (given.has('ws') && addresses.length === 0) given.refuse(l10n.t('--ws needs --http: both use one port.'));
      const tls = tlsOf(given);
      const subprotocol = given.one('ws-protocol');
      const webSocket = given.has('ws') || subprotocol !== undefined ? { subprotocol: subprotocol ?? null } : null;
      const credential = await credentialOf(given);
      const { HttpSource } = await import('./http-source.js');
      return addresses.map((address: Address) => new HttpSource({ ...address, credential, tls, webSocket }));
    },
  },
};

function tlsOf(given: GivenOptions): TlsFiles | null {
  const [cert, key] = [given.one('tls-cert'), given.one('tls-key')];
  if (cert !== undefined && key !== undefined) return { cert, key };
  return cert === key ? null : given.refuse(l10n.t('--tls-cert and --tls-key belong together.'));
}

async function credentialOf(given: GivenOptions): Promise<{ user: string; password: string } | null> {
  const user = given.one('user');
  if (user === undefined && given.has('password-file')) given.refuse(l10n.t('--password-file needs --user.'));
  const password = await given.password('password-file', 'JANUS_EVENTS_PASSWORD');
  if (user === undefined) return null;
  if (password === undefined)
    given.refuse(l10n.t('--user needs a password: in JANUS_EVENTS_PASSWORD, or --password-file FILE.'));
  return { user, password };
}

function questions(): Question[] {
  return [
    askHost(),
    askPort('8181'),
    {
      key: 'user',
      prompt: l10n.t('User that Janus has to name (backend_user); with an address others reach it is needed.'),
      placeholder: l10n.t('Empty: whoever reaches the port may send'),
      problem: (value, { host: address }) =>
        value === '' && !isLoopback(address ?? '') ? l10n.t('Other machines reach this address: set a user.') : null,
    },
    ask.password(),
    {
      key: 'tls',
      prompt: l10n.t('Encrypt with TLS?'),
      initial: () => 'no',
      choices: [
        { value: 'no', label: l10n.t('No'), detail: l10n.t('http:// and ws://: for this machine and for tunnels.') },
        { value: 'yes', label: l10n.t('Yes'), detail: l10n.t('https:// and wss://, with a certificate of yours.') },
      ],
      when: ({ host: address }) => !isLoopback(address ?? ''),
    },
    askFile('certificate', l10n.t('File with the certificate and those up to its authority (PEM).'), isEncrypted),
    askFile('key', l10n.t('File with the private key of the certificate (PEM).'), isEncrypted),
  ];
}

const isEncrypted = ({ tls }: Answers): boolean => tls === 'yes';

function sampleHandler({ host, port, user, certificate }: Profile): JanusFile {
  return handler('sampleevh', tunnelNote(host, port, l10n.t('Over HTTP:')), [
    ['grouping', true],
    ['json', 'compact'],
    ['backend', `${certificate === undefined ? 'http' : 'https'}://${reachable(host)}:${String(port)}`],
    ['backend_user', user],
    ['backend_pwd', user === undefined ? undefined : PASSWORD],
  ]);
}

/** wsevh sends no Basic authentication: user and password go into the address. */
function wsHandler({ host, port, subprotocol, user, certificate }: Profile): JanusFile {
  const query = user === undefined ? '' : `/?user=${encodeURIComponent(user)}&password=${PASSWORD}`;
  return handler('wsevh', tunnelNote(host, port, l10n.t('Or over WebSocket, to the same port:')), [
    ['grouping', true],
    ['json', 'compact'],
    ['backend', `${certificate === undefined ? 'ws' : 'wss'}://${reachable(host)}:${String(port)}${query}`],
    ['subprotocol', subprotocol],
  ]);
}
