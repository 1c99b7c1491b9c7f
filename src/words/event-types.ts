/** Types of events as people call them. */
import * as l10n from '@vscode/l10n';

/** Of a `type` of Janus (`JANUS_EVENT_TYPE_*`); its number for one that this version does not know. */
export function eventTypeName(type: number): string {
  switch (type) {
    case 1:
      return l10n.t('session');
    case 2:
      return l10n.t('handle');
    case 4:
      return l10n.t('external');
    case 8:
      return 'JSEP';
    case 16:
      return 'WebRTC';
    case 32:
      return l10n.t('media');
    case 64:
      return l10n.t('plugin');
    case 128:
      return l10n.t('transport');
    case 256:
      return l10n.t('core');
    default:
      return l10n.t('type {0}', type);
  }
}
