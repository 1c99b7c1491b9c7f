/** Follows a log that another program writes, over its rotation. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { fileName } from '../../words/logs.js';
import { askFile } from '../machine-parts.js';
import { name, text } from '../profile-parts.js';
import type { SourceDefinition } from '../source-definition.js';

const Profile = z.strictObject({
  source: z.literal('file'),
  name,
  path: text,
  /** Of what is in the file already, all or nothing. */
  begin: z._default(z.enum(['beginning', 'end']), 'end'),
});
type Profile = z.output<typeof Profile>;

export const file: SourceDefinition<Profile> & { readonly profile: typeof Profile } = {
  profile: Profile,
  place: ({ path }) => path,
  delivery: () => ({
    acknowledged: false,
    words: l10n.t(
      'Nothing is asked for, only read: what is added to the file while this session does not run is not captured.',
    ),
  }),
  janusFiles: () => [],
  async source({ path, begin }) {
    const { fileSource } = await import('./file-source.js');
    return fileSource({ path, from: begin });
  },
  wizard: {
    label: () => l10n.t('File'),
    detail: () => l10n.t('Follow a log that is written to, also when it is rotated, as tail -F does.'),
    questions: () => [
      askFile('path', l10n.t('Full path of the log to follow.')),
      {
        key: 'begin',
        prompt: l10n.t('And what is in it already?'),
        initial: () => 'end',
        choices: [
          { value: 'end', label: l10n.t('Only what is added'), detail: l10n.t('From the end of the file on.') },
          { value: 'beginning', label: l10n.t('All of it'), detail: l10n.t('From its beginning on.') },
        ],
      },
    ],
    suggestedName: ({ path }) => fileName(path ?? ''),
  },
  commandLine: {
    options: { follow: { type: 'string', multiple: true } },
    usage: () => `  ${l10n.t('--follow FILE          what another program appends to a log, over its rotation')}`,
    async sources(given) {
      const { fileSource } = await import('./file-source.js');
      return given.all('follow').map((path) => fileSource({ path }));
    },
  },
};
