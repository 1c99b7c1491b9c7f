/** What the charts are about, a topic each, with how its values are said. */
import * as l10n from '@vscode/l10n';
import type { Metric } from '../../../../src/analysis/requests/timeline-details.js';

export interface Topic {
  readonly title: () => string;
  readonly metrics: readonly { readonly metric: Metric; readonly name: () => string }[];
  readonly value: (value: number) => string;
  readonly tick: (value: number) => string;
}

const plain = (value: number): string => String(Number(value.toPrecision(3)));

/** "640 kbit/s" */
function bitrate(bits: number): string {
  if (bits >= 1e6) return l10n.t('{0} Mbit/s', (bits / 1e6).toFixed(2));
  return bits >= 1000
    ? l10n.t('{0} kbit/s', (bits / 1000).toFixed(bits >= 1e5 ? 0 : 1))
    : l10n.t('{0} bit/s', Math.round(bits));
}

function shortBitrate(bits: number): string {
  if (bits >= 1e6) return l10n.t('{0} Mb', plain(bits / 1e6));
  return bits >= 1000 ? l10n.t('{0} kb', plain(bits / 1000)) : plain(bits);
}

const unit =
  (name: string) =>
  (value: number): string =>
    `${plain(value)} ${name}`;

/** "In" is what Janus receives from the client, "out" what it sends. */
export const TOPICS: readonly Topic[] = [
  {
    title: () => l10n.t('Bitrate'),
    metrics: [
      { metric: 'bitrateIn', name: () => l10n.t('in') },
      { metric: 'bitrateOut', name: () => l10n.t('out') },
    ],
    value: bitrate,
    tick: shortBitrate,
  },
  {
    title: () => l10n.t('Round trip'),
    metrics: [{ metric: 'rtt', name: () => '' }],
    value: unit('ms'),
    tick: unit('ms'),
  },
  {
    title: () => l10n.t('Jitter'),
    metrics: [
      { metric: 'jitterIn', name: () => l10n.t('in') },
      { metric: 'jitterOut', name: () => l10n.t('out') },
    ],
    value: unit('ms'),
    tick: unit('ms'),
  },
  {
    title: () => l10n.t('Loss'),
    metrics: [
      { metric: 'lossIn', name: () => l10n.t('in') },
      { metric: 'lossOut', name: () => l10n.t('out') },
    ],
    value: unit('%'),
    tick: unit('%'),
  },
  {
    title: () => 'NACKs',
    metrics: [
      { metric: 'nacksIn', name: () => l10n.t('in') },
      { metric: 'nacksOut', name: () => l10n.t('out') },
    ],
    value: unit('/s'),
    tick: plain,
  },
];
