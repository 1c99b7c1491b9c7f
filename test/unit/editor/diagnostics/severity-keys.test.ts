import { expect, test } from 'vitest';
import manifest from '../../../../package.json';
import nls from '../../../../package.nls.json';
import { severityProperties } from '../../../../src/editor/diagnostics/severity-keys.js';

const offered = manifest.contributes.configuration.properties['janusEvents.severity'].properties;

test('package.json offers each severity there is, as `npm run severities` writes them, with a description', () => {
  expect(offered).toEqual(severityProperties());
  for (const { description } of Object.values(offered)) expect(Object.keys(nls)).toContain(description.slice(1, -1));
});
