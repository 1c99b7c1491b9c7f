/** Operators that ask how the client is connected, and what became of its PeerConnections. */
import * as l10n from '@vscode/l10n';
import { STOPS } from '../../kinds/peerconnection/hints.js';
import { ICE_TURNS, NOT_TOLD, PAIRS } from '../subjects/came-to.js';
import { addresses } from './addresses.js';
import { always, heldBy, present, type Operator } from './operator.js';
import { aNumber, compared, texts, type TestOf } from './tests.js';
import { numberIn } from '../language/values.js';

/** Words of earlier versions, which filters may have been saved with. */
const EARLIER: ReadonlyMap<string, string> = new Map([
  ['not told', NOT_TOLD],
  ['ended before it was up', 'before-up'],
  ['dtls failed after ice was connected', 'dtls-failed'],
  ['ice was connected, and dtls got no answer', 'dtls-unanswered'],
  ['ice was connected, and dtls did not begin', 'dtls-not-begun'],
  ['ice found no way between the two sides', 'ice-no-way'],
  ['its offer was not answered', 'offer-unanswered'],
  ['no candidate of the peer is in the log that ice could try', 'no-candidates'],
]);

const orEarlier =
  (testOf: TestOf): TestOf =>
  (value, known) =>
    testOf(EARLIER.get(value.toLowerCase()) ?? value, known);

export const OF_CONNECTIONS: readonly (readonly [name: string, operator: Operator])[] = [
  [
    'transport',
    {
      about: () => l10n.t('the transport of its session'),
      example: 'transport:http',
      proposes: ({ transport }) => present(transport),
      test: texts(({ transport }) => transport),
    },
  ],
  [
    'ip',
    {
      about: () => l10n.t('an address of its session: of signalling, or of a candidate of its client'),
      example: 'ip:192.0.2.*',
      costs: true,
      proposes: (subject) => subject.addresses,
      test: addresses((subject) => subject.addresses),
    },
  ],
  [
    'hangup',
    {
      about: () => l10n.t('how a PeerConnection ended'),
      example: 'hangup:dtls-alert',
      ofLives: always,
      proposes: ({ hangup }) => present(hangup),
      test: orEarlier(heldBy(texts(({ hangup }) => hangup))),
    },
  ],
  [
    'way',
    {
      about: () => l10n.t('how far a PeerConnection came on its way up'),
      example: 'way:dtls-failed',
      values: ['up', 'before-up', ...STOPS],
      ofLives: always,
      costs: true,
      test: orEarlier(heldBy(texts(({ way }) => way))),
    },
  ],
  [
    'pair',
    {
      about: () => l10n.t('the way that ICE chose'),
      example: 'pair:relay',
      values: PAIRS,
      ofLives: always,
      test: heldBy(texts(({ pair }) => pair)),
    },
  ],
  [
    'ice',
    {
      about: () => l10n.t('what became of ICE later'),
      example: 'ice:restarted',
      values: ICE_TURNS,
      ofLives: always,
      test: heldBy(texts(({ ice }) => ice)),
    },
  ],
  [
    'quality',
    {
      about: () => l10n.t('how good the media were, from 1 to 5'),
      example: 'quality:<3',
      ofLives: always,
      costs: true,
      test: compared(numberIn, ({ quality }) => quality, aNumber),
    },
  ],
];
