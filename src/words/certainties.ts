/** How sure a verdict is. */
import * as l10n from '@vscode/l10n';

export function certaintyWords(certainty: 'certain' | 'probable' | 'possible'): string {
  switch (certainty) {
    case 'certain':
      return l10n.t('certain');
    case 'probable':
      return l10n.t('probable');
    case 'possible':
      return l10n.t('possible');
  }
}
