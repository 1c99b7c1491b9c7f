/** Columns of who it was, and where. */
import * as l10n from '@vscode/l10n';
import { type NamesFirst, whoIs } from '../../../sessions/who.js';
import { list } from '../../../words/sentences.js';
import type { Told } from '../source.js';
import { byTold, type Column } from './column.js';

/** Also where ids are wanted first: who wants no names leaves the column out. */
const who = (told: Told, session: number, names: NamesFirst): string =>
  whoIs(told.known(session), names === 'id' ? 'display' : names) ?? '';

export const name: Column = {
  label: () => l10n.t('Name'),
  ...{ width: 96, grows: 1.6, from: 0 },
  said: { told: who },
  order: byTold(who),
};

/** The id, second to the name. */
export const session: Column = {
  label: () => l10n.t('Session'),
  ...{ width: 136, grows: 1, from: 0 },
  said: { text: ({ id }) => id },
  order: { texts: (source) => (index) => source.id(index) },
};

const rooms = (told: Told, session: number): string => list([...told.known(session).rooms]);

export const room: Column = {
  label: () => l10n.t('Room'),
  ...{ width: 76, grows: 0.7, from: 600 },
  said: { told: rooms },
  order: byTold(rooms),
};

const opaqueIds = (told: Told, session: number): string => list([...told.known(session).opaqueIds]);

export const opaqueId: Column = {
  label: () => l10n.t('Opaque id'),
  ...{ width: 104, grows: 1, from: null },
  said: { told: opaqueIds },
  order: byTold(opaqueIds),
};

export const names: Column = {
  label: () => l10n.t('All names'),
  ...{ width: 96, grows: 1.4, from: null },
  said: { text: ({ label }) => label },
  order: { texts: (source) => (index) => source.label(index) },
};
