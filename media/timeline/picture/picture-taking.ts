/** Pictures from the wish to the clipboard or the extension; where there can be none, the extension is told why. */
import * as l10n from '@vscode/l10n';
import { MAX_COPIED, MAX_PICTURE, type NoPicture, type PictureWish } from '../../../src/analysis/requests/timeline.js';
import { reportProblem, type WebviewApi } from '../data/host.js';
import { pictureCanvas, type PictureScenes, pictureSvg } from './picture.js';

export interface PictureSources {
  /** What the lanes do not show there is no picture of. */
  hasLanes(): boolean;
  hasLog(): boolean;
  /** Resolves when what is in sight has arrived, or does not come soon. */
  settled(): Promise<void>;
  scenes(): PictureScenes | null;
}

export interface Pictures {
  /** Takes a picture as soon as there is a log. */
  take(wish: PictureWish): void;
  logShown(): void;
  logFailed(): void;
}

/** How long the page may wait to be given the focus, without which it cannot write to the clipboard. */
const FOCUS_MS = 3000;

class Refusal extends Error {
  constructor(
    readonly reason: NoPicture,
    options?: ErrorOptions,
  ) {
    super(l10n.t('No picture: {0}', reason), options);
  }
}

function focused(): Promise<void> {
  if (document.hasFocus()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('focus', done);
      resolve();
    };
    const timer = setTimeout(done, FOCUS_MS);
    window.addEventListener('focus', done);
  });
}

async function png(scenes: PictureScenes): Promise<Blob> {
  const canvas = pictureCanvas(scenes, window.devicePixelRatio);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Refusal('failed');
  return blob;
}

async function copyPng(blob: Blob): Promise<void> {
  await focused();
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  } catch (error) {
    throw new Refusal('clipboard', { cause: error });
  }
}

async function deliver(api: WebviewApi, scenes: PictureScenes, { format, to }: PictureWish): Promise<void> {
  if (to === 'clipboard' && format === 'png') await copyPng(await png(scenes));
  else if (to === 'clipboard') {
    const text = pictureSvg(scenes);
    if (text.length > MAX_COPIED) throw new Refusal('too-long-to-copy');
    api.postMessage({ type: 'copy', text });
  } else {
    const bytes =
      format === 'png'
        ? new Uint8Array(await (await png(scenes)).arrayBuffer())
        : new TextEncoder().encode(pictureSvg(scenes));
    if (bytes.length > MAX_PICTURE) throw new Refusal('too-large');
    api.postMessage({ type: 'savePicture', format, bytes });
    return;
  }
  api.postMessage({ type: 'pictureCopied' });
}

export function createPictures(api: WebviewApi, sources: PictureSources): Pictures {
  let waiting: PictureWish | null = null;
  let failed = false;

  const takeNow = async (wish: PictureWish): Promise<void> => {
    try {
      await sources.settled();
      if (!sources.hasLanes()) throw new Refusal('table');
      const scenes = sources.scenes();
      if (scenes === null) throw new Refusal('no-log');
      await deliver(api, scenes, wish);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('failed', { cause: error });
      api.postMessage({ type: 'noPicture', reason: refusal.reason });
      const { cause } = refusal;
      if (cause instanceof Error) reportProblem(api, `${refusal.message}, ${cause.message}`);
    }
  };

  return {
    take(wish) {
      if (sources.hasLog()) void takeNow(wish);
      else if (failed) api.postMessage({ type: 'noPicture', reason: 'no-log' });
      else waiting = wish;
    },
    logShown() {
      failed = false;
      const wish = waiting;
      waiting = null;
      if (wish !== null) void takeNow(wish);
    },
    logFailed() {
      failed = true;
      if (waiting !== null) api.postMessage({ type: 'noPicture', reason: 'no-log' });
      waiting = null;
    },
  };
}
