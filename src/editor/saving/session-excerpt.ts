/** Writes the few events that tell the story of one session as a log of its own, for somebody else to look at. */
import { l10n, window, type QuickPickItem } from 'vscode';
import { fileNameText } from '../../encoding/file-name.js';
import { besideLog } from './beside-log.js';
import { nameOf } from '../open-logs/log-uris.js';
import { warn } from '../notifications.js';
import { offerToOpen, writeOrComplain } from './saved-files.js';
import type { SessionOfLog } from './session-sharing.js';

interface LayoutPick extends QuickPickItem {
  readonly replaced: boolean;
}

const picks = (): LayoutPick[] => [
  {
    replaced: true,
    label: l10n.t('With stand-ins'),
    detail: l10n.t(
      'Names, addresses, tokens, fingerprints and SDP are replaced, the same by the same. Ids and times stay.',
    ),
  },
  {
    replaced: false,
    label: l10n.t('As written'),
    detail: l10n.t('The events as they stand in the log, with all that is in them.'),
  },
];

export async function saveExcerpt({ log, session }: SessionOfLog): Promise<void> {
  const { summary } = log.state;
  if (summary === null) return;
  const pick = await window.showQuickPick(picks(), { title: l10n.t('Save Excerpt of Session') });
  if (!pick) return;
  const { replaced } = pick;
  const excerpt = await log.analysis.ask({ method: 'excerpt', revision: summary.revision, session, replaced });
  if (excerpt === null) {
    void warn(
      l10n.t(
        'There is no excerpt: the verdict on this session rests on more than the events an excerpt can hold. Share the whole log.',
      ),
    );
    return;
  }
  const { id } = await log.analysis.ask({ method: 'row', session });
  const target = await window.showSaveDialog({
    title: l10n.t('Save Excerpt of Session'),
    defaultUri: besideLog(log.source, `session-${fileNameText(id)}.jsonl`),
    filters: { [l10n.t('JSON Lines')]: ['jsonl'] },
  });
  if (!target) return;
  const saved = await writeOrComplain(target, new TextEncoder().encode(excerpt.text), (name, why) =>
    l10n.t('{0} could not be written: {1} Save the excerpt in another folder.', name, why),
  );
  if (!saved) return;
  const words = l10n.t(
    'Saved {0} with {1} events; the verdict on the session is the same.',
    nameOf(target),
    excerpt.events,
  );
  await offerToOpen(target, words);
}
