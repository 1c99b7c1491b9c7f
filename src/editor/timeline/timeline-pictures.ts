/** What becomes of pictures that the timeline has taken. */
import { l10n, window } from 'vscode';
import { MAX_COPIED, MAX_PICTURE, type NoPicture, type PictureFormat } from '../../analysis/requests/timeline.js';
import { besideLog } from '../saving/beside-log.js';
import { nameOf } from '../open-logs/log-uris.js';
import { announce, warn } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { offerToOpen, writeOrComplain } from '../saving/saved-files.js';

/** Asks where to, and writes it there. */
export async function savePicture(log: OpenLog, format: PictureFormat, bytes: Uint8Array): Promise<void> {
  const kind = format.toUpperCase();
  const target = await window.showSaveDialog({
    title: l10n.t('Save Timeline as {0}', kind),
    defaultUri: besideLog(log.source, format),
    filters: { [kind]: [format] },
  });
  if (!target) return;
  const saved = await writeOrComplain(target, bytes, (name, why) =>
    l10n.t('{0} could not be written: {1} Save the picture in another folder or under another name.', name, why),
  );
  if (saved) await offerToOpen(target, l10n.t('Saved {0}.', nameOf(target)));
}

export function pictureCopied(): void {
  announce(l10n.t('Picture of the timeline copied'));
}

/** Says why there is no picture, and what to do. */
export function tellNoPicture(log: OpenLog, reason: NoPicture): void {
  void warn(whyNoPicture(log, reason));
}

function whyNoPicture({ name }: OpenLog, reason: NoPicture): string {
  switch (reason) {
    case 'table':
      return l10n.t('Pictures are of the lanes. Press T in the timeline to leave the table, then try again.');
    case 'no-log':
      return l10n.t('There is no picture of {0}: its timeline shows nothing yet.', name);
    case 'too-large':
      return l10n.t(
        'The picture is larger than {0} MB. Make the timeline smaller, zoom in, or take it as PNG.',
        MAX_PICTURE >> 20,
      );
    case 'too-long-to-copy':
      return l10n.t('Of SVG no more than {0} MB can be copied. Save the picture, or copy it as PNG.', MAX_COPIED >> 20);
    case 'clipboard':
      return l10n.t(
        'The clipboard did not take the picture. Click into the timeline and try again, or save it as PNG.',
      );
    case 'failed':
      return l10n.t(
        'The picture could not be made. Make the timeline smaller and try again; "Janus: Show Output" says what went wrong.',
      );
  }
}
