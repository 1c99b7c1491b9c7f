import { expect, test } from 'vitest';
import manifest from '../../../package.json';
import nls from '../../../package.nls.json';
import { severityProperties } from '../../../src/editor/severity-keys.js';

const offered = manifest.contributes.configuration.properties['janusEvents.severity'].properties;

test('package.json offers each severity there is, with a description, and no other', () => {
  expect(offered).toEqual(severityProperties());
  for (const { description } of Object.values(offered)) expect(Object.keys(nls)).toContain(description.slice(1, -1));
});
