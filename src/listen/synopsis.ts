import * as l10n from '@vscode/l10n';

/** The first line of the usage, which is all that is shown with an error: known without the sources. */
export const listenSynopsis = (): string => l10n.t('Usage: janus-events listen SOURCE… --out FILE [OPTION]…');
