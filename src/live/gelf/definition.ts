/** Listens in place of a Graylog server for janus.eventhandler.gelfevh, over TCP or UDP. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import * as ask from '../shared-questions.js';
import { reachable, tunnelNote } from '../address-for-janus.js';
import { askHost, askPort, host } from '../machine-parts.js';
import { handler, type JanusFile } from '../janus-configuration.js';
import type { LiveSource } from '../live-source.js';
import { networkProblem } from '../net/addresses.js';
import { bracketed, isLoopback } from '../net/listening.js';
import type { GuardedAddress } from '../net/peers.js';
import { name, port, refuse, text } from '../profile-parts.js';
import type { SourceDefinition } from '../source-definition.js';

const Profile = z
  .strictObject({
    source: z.literal('gelf'),
    name,
    protocol: z.enum(['tcp', 'udp']),
    host,
    port,
    /** Addresses that may send (`10.1.0.0/16`): GELF knows no password. Without it, this machine alone. */
    from: z.optional(z.array(text.check(refuse(networkProblem)))),
  })
  .check(
    z.refine(({ host: address, from }) => isLoopback(address) || (from !== undefined && from.length > 0), {
      error: () =>
        l10n.t('GELF knows no password: to listen on an address that other machines reach, say which may send (from).'),
    }),
  );
type Profile = z.output<typeof Profile>;

export const gelf: SourceDefinition<Profile> & { readonly profile: typeof Profile } = {
  profile: Profile,
  place: (profile) => `${profile.protocol}://${bracketed(profile.host)}:${String(profile.port)}`,
  delivery: ({ protocol }) => ({
    acknowledged: false,
    words:
      protocol === 'udp'
        ? l10n.t(
            'GELF over UDP has no acknowledgement: what is sent while nobody listens, or faster than it is taken, is lost, and so is a message that misses one of its parts.',
          )
        : l10n.t(
            'GELF has no acknowledgement: what is sent while nobody listens is lost, and so is what is under way should this end unexpectedly.',
          ),
  }),
  janusFiles: (profile) => [gelfHandler(profile)],
  source: ({ protocol, host, port, from = [] }) => sourceOver(protocol, { host, port, from }),
  wizard: {
    label: () => 'GELF',
    detail: () => l10n.t('Listen over TCP or UDP in place of a Graylog server, for gelfevh.'),
    questions: () => [
      {
        key: 'protocol',
        prompt: l10n.t("Over what? gelfevh's protocol."),
        initial: () => 'tcp',
        choices: [
          { value: 'tcp', label: 'TCP', detail: l10n.t('What arrives is complete.') },
          { value: 'udp', label: 'UDP', detail: l10n.t('Nothing tells of what got lost on the way.') },
        ],
      },
      askHost(),
      askPort('12201'),
      {
        key: 'from',
        prompt: l10n.t('Addresses and networks that may send, with commas between them: GELF knows no password.'),
        placeholder: '10.1.2.3, 10.2.0.0/16',
        problem: (value) =>
          ask.filled(value) ??
          ask
            .listOf(value)
            .map(networkProblem)
            .find((problem) => problem !== null) ??
          null,
        when: ({ host: address }) => !isLoopback(address ?? ''),
      },
    ],
    suggestedName: (answers) => l10n.t('GELF {0}', answers['port'] ?? ''),
  },
  commandLine: {
    options: {
      'gelf-tcp': { type: 'string', multiple: true },
      'gelf-udp': { type: 'string', multiple: true },
    },
    usage: () =>
      `  ${l10n.t('--gelf-tcp ADDRESS     what gelfevh sends (protocol = "tcp")\n  --gelf-udp ADDRESS     the same (protocol = "udp")')}`,
    sources: (given) =>
      Promise.all(
        (['tcp', 'udp'] as const).flatMap((protocol) =>
          given
            .addresses(`gelf-${protocol}`)
            .map((address) => sourceOver(protocol, { ...address, from: given.all('from') })),
        ),
      ),
  },
};

async function sourceOver(protocol: 'tcp' | 'udp', address: GuardedAddress): Promise<LiveSource> {
  if (protocol === 'tcp') return new (await import('./gelf-tcp-source.js')).GelfTcpSource(address);
  return new (await import('./gelf-udp-source.js')).GelfUdpSource(address);
}

function gelfHandler({ host, port, protocol }: Profile): JanusFile {
  return handler('gelfevh', tunnelNote(host, port, ''), [
    ['backend', reachable(host)],
    ['port', String(port)],
    ['protocol', protocol],
  ]);
}
