import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('subscription'),
  short: 'subscription',
  begun: l10n.t('subscribing'),
  up: l10n.t('subscribed'),
  causes: { unsubscribed: l10n.t('The subscription was unsubscribed.') },
});
