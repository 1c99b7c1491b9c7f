/** Subscribes to what janus.eventhandler.nanomsgevh publishes, over TCP or a Unix socket. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { handler } from '../janus-configuration.js';
import { bindProblem } from '../net/addresses.js';
import { addressProblem } from '../net/urls.js';
import { name, refuse, text } from '../profile-parts.js';
import type { SourceDefinition } from '../source-definition.js';

const SCHEMES = ['tcp:', 'ipc:'];

const Profile = z
  .strictObject({
    source: z.literal('nanomsg'),
    name,
    /** `tcp://host:port` or `ipc:///path`. */
    address: text.check(refuse((value) => addressProblem(value, SCHEMES))),
    mode: z.enum(['connect', 'bind']),
  })
  .check(
    z.superRefine(({ address, mode }, context) => {
      const problem = mode === 'bind' ? bindProblem(address) : null;
      if (problem !== null) context.addIssue(problem);
    }),
  );
type Profile = z.output<typeof Profile>;

export const nanomsg: SourceDefinition<Profile> & { readonly profile: typeof Profile } = {
  profile: Profile,
  place: ({ address }) => address,
  delivery: () => ({
    acknowledged: false,
    words: l10n.t('nanomsg has no acknowledgement: what Janus publishes while nobody listens is lost.'),
  }),
  janusFiles: ({ address, mode }) => [
    handler(
      'nanomsgevh',
      [],
      [
        ['grouping', true],
        ['json', 'compact'],
        ['mode', mode === 'connect' ? 'bind' : 'connect'],
        ['address', address],
      ],
    ),
  ],
  async source({ address, mode }) {
    const { nanomsgSource } = await import('./nanomsg-source.js');
    return nanomsgSource({ address, mode });
  },
  wizard: {
    label: () => 'nanomsg',
    detail: () => l10n.t('Subscribe to what nanomsgevh publishes, over tcp or ipc.'),
    questions: () => [
      {
        key: 'mode',
        prompt: l10n.t('Who waits for the other?'),
        initial: () => 'connect',
        choices: [
          { value: 'connect', label: l10n.t('Connect to Janus'), detail: l10n.t('nanomsgevh has mode = "bind".') },
          {
            value: 'bind',
            label: l10n.t('Wait for Janus'),
            detail: l10n.t('nanomsgevh has mode = "connect", its default.'),
          },
        ],
      },
      {
        key: 'address',
        prompt: l10n.t("nanomsgevh's address."),
        initial: () => 'ipc:///tmp/janusevh.ipc',
        problem: (value, { mode }) => addressProblem(value, SCHEMES) ?? (mode === 'bind' ? bindProblem(value) : null),
      },
    ],
    suggestedName: () => 'nanomsg',
  },
  commandLine: {
    options: {
      nanomsg: { type: 'string', multiple: true },
      'nanomsg-bind': { type: 'string', multiple: true },
    },
    usage: () =>
      `  ${l10n.t('--nanomsg ADDRESS      what nanomsgevh publishes at tcp://… or ipc://…; --nanomsg-bind waits for it there')}`,
    async sources(given) {
      const { nanomsgSource } = await import('./nanomsg-source.js');
      const from = [...given.all('from')];
      return [
        ...given.all('nanomsg').map((address) => nanomsgSource({ address })),
        ...given.all('nanomsg-bind').map((address) => nanomsgSource({ address, mode: 'bind', from })),
      ];
    },
  },
};
