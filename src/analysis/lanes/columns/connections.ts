/** Columns of what a session ran on: plugin, transport, address, server. */
import * as l10n from '@vscode/l10n';
import type { Told } from '../source.js';
import { byTold, type Column } from './column.js';

export const plugin: Column = {
  label: () => l10n.t('Plugin'),
  ...{ width: 88, grows: 0.8, from: 860 },
  said: { text: (lane) => lane.plugin ?? '' },
  order: { texts: (source) => (index) => source.plugins[source.plugin[index]!] ?? '' },
};

export const transport: Column = {
  label: () => l10n.t('Transport'),
  ...{ width: 84, grows: 0.7, from: 1520 },
  said: { text: (lane) => lane.transport },
  order: { texts: (source) => (index) => source.transports[source.transport[index]!] ?? '' },
};

const addresses = (told: Told, session: number): string => told.address(session);

export const address: Column = {
  label: () => l10n.t('Address'),
  ...{ width: 104, grows: 0.6, from: 1320 },
  said: { told: addresses },
  order: byTold(addresses),
};

export const emitter: Column = {
  label: () => l10n.t('Server'),
  ...{ width: 84, grows: 0.8, from: 1620 },
  said: { text: (lane) => lane.emitter },
  order: { texts: (source) => (index) => source.emitters[source.emitter[index]!]?.name ?? '' },
};
