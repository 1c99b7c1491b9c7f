import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('PeerConnection'),
  short: 'peerconnection',
  begun: l10n.t('PeerConnection begun'),
  up: l10n.t('PeerConnection up'),
  causes: {
    'dtls-alert': l10n.t('The PeerConnection was closed by the peer.'),
    'dtls-timeout': l10n.t('The PeerConnection got no answer to DTLS.'),
    'ice-failed': l10n.t('The PeerConnection lost its way to the peer, or never found one.'),
    'close-pc': l10n.t('The PeerConnection was closed by the plugin.'),
    'janus-api': l10n.t('The PeerConnection was hung up by the client.'),
    'admin-api': l10n.t('The PeerConnection was hung up over the Admin API.'),
    detach: l10n.t('The PeerConnection was closed with its handle.'),
    'dtls-error': l10n.t('The PeerConnection failed in DTLS.'),
    'dtls-srtp-stack-error': l10n.t('The PeerConnection failed where DTLS makes the keys of SRTP.'),
    'gathering-error': l10n.t('The PeerConnection got no candidates of its own.'),
    'ice-gathering-error': l10n.t('The PeerConnection got no candidates of its own.'),
    hangup: l10n.t('The PeerConnection was hung up.'),
  },
  hints: {
    'never-up': {
      title: l10n.t('Never came up'),
      advice: l10n.t(
        'Look at the candidates of both sides: whether a TURN server is needed, and whether UDP gets through to the ports of rtp_port_range.',
      ),
    },
    'media-stopped': {
      title: l10n.t('All media stopped while the session went on'),
      advice: l10n.t(
        'Nothing came in any more, though the PeerConnection was not closed: the peer crashed, froze, lost its network, or sends nothing on purpose. With ice_consent_freshness (since 1.2.0 and 0.14.0) Janus itself ends a PeerConnection whose peer is gone.',
      ),
    },
    'slow-links': {
      title: l10n.t('Many slow links'),
      advice: l10n.t(
        'Janus told ten slow links within half a minute: packets get lost. "uplink" is what Janus sends, "downlink" what it receives. Look at the network of this peer, and at the bitrate.',
      ),
    },
  },
});
