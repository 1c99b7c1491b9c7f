import { expect, test } from 'vitest';
import { mostShownAtOnce } from '../../../../src/editor/navigation/large-texts.js';

const MB = 1024 * 1024;

/** Where the extension runs, and what VS Code's own limit is for a scheme there. */
test.each([
  ['a desktop', { workbenchInBrowser: false, inBrowser: false, remote: false }, { file: 1024, memfs: 1024 }],
  [
    'a remote machine of a desktop',
    { workbenchInBrowser: false, inBrowser: false, remote: true },
    { file: 10, memfs: 1024 },
  ],
  [
    'a remote machine of a browser',
    { workbenchInBrowser: true, inBrowser: false, remote: true },
    { file: 10, memfs: 50 },
  ],
  ['a browser', { workbenchInBrowser: true, inBrowser: true, remote: false }, { file: 1024, 'vscode-vfs': 50 }],
  [
    'a browser, beside a remote machine',
    { workbenchInBrowser: true, inBrowser: true, remote: true },
    { file: 1024, 'vscode-remote': 10, 'vscode-vfs': 50 },
  ],
])('%s shows texts of a size without being asked twice', (_, place, limits) => {
  for (const [scheme, megabytes] of Object.entries(limits))
    expect(mostShownAtOnce({ scheme, ...place }), scheme).toBe(megabytes * MB);
});
