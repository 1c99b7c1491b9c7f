/** Operators that ask what and who something is, and where. */
import * as l10n from '@vscode/l10n';
import { always, heldBy, present, type Operator } from './operator.js';
import { contains, isKind, texts } from './tests.js';

export const OF_NAMES: readonly (readonly [name: string, operator: Operator])[] = [
  [
    'kind',
    {
      about: () => l10n.t('what it is: session, handle, participant, videoroom, …'),
      example: 'kind:participant',
      ofLives: (values) => values.some((value) => value.toLowerCase() !== 'session'),
      proposes: ({ kind }) => [kind],
      test: isKind,
    },
  ],
  [
    'room',
    {
      about: () => l10n.t('its room or mountpoint'),
      example: 'room:1234',
      ofLives: always,
      costs: true,
      proposes: ({ rooms }) => rooms,
      test: texts(({ rooms }) => rooms),
    },
  ],
  [
    'name',
    {
      about: () => l10n.t('how people know it, or a part of that'),
      example: 'name:anna',
      ofLives: always,
      costs: true,
      proposes: ({ displays, opaqueIds }) => [...displays, ...opaqueIds],
      test: contains(
        ({ displays }) => displays,
        ({ opaqueIds }) => opaqueIds,
      ),
    },
  ],
  [
    'display',
    {
      about: () => l10n.t('the name that somebody is shown by'),
      example: 'display:anna*',
      ofLives: always,
      costs: true,
      proposes: ({ displays }) => displays,
      test: texts(({ displays }) => displays),
    },
  ],
  [
    'opaque',
    {
      about: () => l10n.t('the opaque id that the client gave'),
      example: 'opaque:client-17',
      costs: true,
      proposes: ({ opaqueIds }) => opaqueIds,
      test: texts(({ opaqueIds }) => opaqueIds),
    },
  ],
  [
    'user',
    {
      about: () => l10n.t('the id of a person in a room'),
      example: 'user:42',
      ofLives: always,
      costs: true,
      test: texts(({ userId }) => userId),
    },
  ],
  [
    'session',
    {
      about: () => l10n.t('the id of its session'),
      example: 'session:41*',
      costs: true,
      test: texts(({ sessionId }) => sessionId),
    },
  ],
  [
    'handle',
    {
      about: () => l10n.t('the id of its handle'),
      example: 'handle:77*',
      ofLives: always,
      costs: true,
      test: texts(({ handleId }) => handleId),
    },
  ],
  [
    'id',
    {
      about: () => l10n.t('any id of it'),
      example: 'id:4154149308648162',
      ofLives: always,
      costs: true,
      test: texts(({ ids }) => ids),
    },
  ],
  [
    'plugin',
    {
      about: () => l10n.t('its plugin'),
      example: 'plugin:echotest',
      proposes: ({ plugin }) => present(plugin),
      test: heldBy(texts(({ plugin }) => plugin)),
    },
  ],
  [
    'server',
    {
      about: () => l10n.t('the name of its server'),
      example: 'server:janus-1',
      proposes: ({ emitter }) => present(emitter),
      test: texts(({ emitter }) => emitter),
    },
  ],
  [
    'version',
    {
      about: () => l10n.t('the Janus version of its server'),
      example: 'version:1.1.*',
      proposes: ({ version }) => present(version),
      test: texts(({ version }) => version),
    },
  ],
];
