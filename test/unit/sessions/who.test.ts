import { expect, test } from 'vitest';
import { whoIs } from '../../../src/sessions/who.js';

const nobody = { displays: [], opaqueIds: [], rooms: [], plugins: [] };
const alice = {
  displays: ['Alice'],
  opaqueIds: ['client-17'],
  rooms: ['1234'],
  plugins: ['janus.plugin.videoroom'],
};

test('a session is called what people call it, else what its client calls it, else by plugin and room', () => {
  expect(whoIs(alice, 'display')).toBe('Alice');
  expect(whoIs({ ...alice, displays: ['  '] }, 'display')).toBe('client-17');
  expect(whoIs({ ...alice, displays: [], opaqueIds: [] }, 'display')).toBe('videoroom in room 1234');
  expect(whoIs({ ...nobody, rooms: ['5'] }, 'display')).toBe('room 5');
  expect(whoIs(nobody, 'display')).toBeNull();
});

test('a setting puts the opaque id or the session id first', () => {
  expect(whoIs(alice, 'opaqueId')).toBe('client-17');
  expect(whoIs({ ...alice, opaqueIds: [] }, 'opaqueId')).toBe('Alice');
  expect(whoIs(alice, 'id')).toBeNull();
});
