/** What is bundled for browsers uses nothing of Node: modules fail the build, globals are found here. */
import { build } from 'esbuild';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { bundlesOf } from '../../../bundles.mjs';
import type * as thread from '../../../src/analysis/thread.js';
import type * as threadWeb from '../../../src/analysis/thread.web.js';
import type * as fileLog from '../../../src/analysis/reading/file-log.js';
import type * as fileLogWeb from '../../../src/analysis/reading/file-log.web.js';
import type * as turn from '../../../src/sources/turn.js';
import type * as turnWeb from '../../../src/sources/turn.web.js';
import type * as gunzip from '../../../src/sources/forms/gunzip.js';
import type * as gunzipWeb from '../../../src/sources/forms/gunzip.web.js';
import type * as latin1 from '../../../src/sources/forms/latin1.js';
import type * as latin1Web from '../../../src/sources/forms/latin1.web.js';
import type * as firstBytes from '../../../src/editor/open-logs/first-bytes.js';
import type * as firstBytesWeb from '../../../src/editor/open-logs/first-bytes.web.js';
import type * as onDisk from '../../../src/editor/open-logs/on-disk.js';
import type * as onDiskWeb from '../../../src/editor/open-logs/on-disk.web.js';
import type * as pollFile from '../../../src/editor/open-logs/poll-file.js';
import type * as pollFileWeb from '../../../src/editor/open-logs/poll-file.web.js';
import type { KeptLogs } from '../../../src/editor/open-logs/kept-logs.js';
import type { KeptLogs as KeptLogsWeb } from '../../../src/editor/open-logs/kept-logs.web.js';
import type * as contentAtHand from '../../../src/editor/open-logs/content/content-at-hand.js';
import type * as contentAtHandWeb from '../../../src/editor/open-logs/content/content-at-hand.web.js';
import type * as textOf from '../../../src/editor/open-logs/content/text-of.js';
import type * as textOfWeb from '../../../src/editor/open-logs/content/text-of.web.js';
import type * as reallyInside from '../../../src/editor/reach/really-inside.js';
import type * as reallyInsideWeb from '../../../src/editor/reach/really-inside.web.js';
import type * as writePieces from '../../../src/editor/saving/write-pieces.js';
import type * as writePiecesWeb from '../../../src/editor/saving/write-pieces.web.js';
import type * as reportPieces from '../../../src/editor/saving/report-pieces.js';
import type * as reportPiecesWeb from '../../../src/editor/saving/report-pieces.web.js';
import type { Captures } from '../../../src/editor/live/captures.js';
import type { Captures as CapturesWeb } from '../../../src/editor/live/captures.web.js';
import type * as revealCapture from '../../../src/editor/live/reveal-capture.js';
import type * as revealCaptureWeb from '../../../src/editor/live/reveal-capture.web.js';
import type * as clientId from '../../../src/live/mqtt/client-id.js';
import type * as clientIdWeb from '../../../src/live/mqtt/client-id.web.js';
import type * as fromHere from '../../../src/live/mqtt/from-here.js';
import type * as fromHereWeb from '../../../src/live/mqtt/from-here.web.js';
import type * as mqttClient from '../../../src/live/mqtt/mqtt-client.js';
import type * as mqttClientWeb from '../../../src/live/mqtt/mqtt-client.web.js';
import type * as liveThread from '../../../src/live/session/thread.js';
import type * as liveThreadWeb from '../../../src/live/session/thread.web.js';
import type { SOURCES, SOURCES_ELSEWHERE } from '../../../src/live/sources.js';
import type * as sourcesWeb from '../../../src/live/sources.web.js';

/** Checked by the compiler: a neighbour can be used as its file is. */
type Same<Node, Web extends Node> = [Node, Web];
export type Neighbours = [
  Same<typeof thread, typeof threadWeb>,
  Same<typeof fileLog, typeof fileLogWeb>,
  Same<typeof turn, typeof turnWeb>,
  Same<typeof gunzip, typeof gunzipWeb>,
  Same<typeof latin1, typeof latin1Web>,
  Same<typeof firstBytes, typeof firstBytesWeb>,
  Same<typeof onDisk, typeof onDiskWeb>,
  Same<Pick<KeptLogs, keyof KeptLogs>, KeptLogsWeb>,
  Same<typeof pollFile, typeof pollFileWeb>,
  Same<typeof contentAtHand, typeof contentAtHandWeb>,
  Same<typeof textOf, typeof textOfWeb>,
  Same<typeof reallyInside, typeof reallyInsideWeb>,
  Same<typeof writePieces, typeof writePiecesWeb>,
  Same<typeof reportPieces, typeof reportPiecesWeb>,
  Same<Pick<Captures, keyof Captures>, CapturesWeb>,
  Same<typeof revealCapture, typeof revealCaptureWeb>,
  Same<typeof clientId, typeof clientIdWeb>,
  Same<typeof fromHere, typeof fromHereWeb>,
  Same<typeof mqttClient, typeof mqttClientWeb>,
  Same<typeof liveThread, typeof liveThreadWeb>,
  Same<{ SOURCES: Partial<typeof SOURCES>; SOURCES_ELSEWHERE: typeof SOURCES_ELSEWHERE }, typeof sourcesWeb>,
];

const OF_NODE = ['Buffer', 'process', 'require', 'setImmediate', 'clearImmediate', 'global', '__dirname', '__filename'];

test('none of its files uses a global of Node', async () => {
  const built = await Promise.all(
    bundlesOf('browser', 'browser-worker').map((bundle) => build({ ...bundle, write: false, metafile: true })),
  );
  const inputs = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  const files = [...inputs].filter((path) => /^src\/.*\.ts$/.test(path));
  expect(files).toContain('src/analysis/log-answers.ts');
  expect(files).toContain('src/sources/turn.web.ts');
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      linterOptions: { reportUnusedDisableDirectives: false },
      rules: { 'no-restricted-globals': ['error', ...OF_NODE] },
    },
  });
  const results = await eslint.lintFiles(files);
  const found = results.flatMap(({ filePath, messages }) => messages.map(({ message }) => `${filePath}: ${message}`));
  expect(found).toEqual([]);
}, 120_000);
