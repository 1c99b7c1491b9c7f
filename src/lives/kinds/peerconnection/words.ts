import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'PeerConnection',
  short: 'peerconnection',
  begun: 'PeerConnection begun',
  up: 'PeerConnection up',
  causes: {
    'dtls-alert': 'was closed by the peer',
    'dtls-timeout': 'got no answer to DTLS',
    'ice-failed': 'lost its way to the peer, or never found one',
    'close-pc': 'was closed by the plugin',
    'janus-api': 'was hung up by the client',
    'admin-api': 'was hung up over the Admin API',
    detach: 'was closed with its handle',
    'dtls-error': 'failed in DTLS',
    'dtls-srtp-stack-error': 'failed where DTLS makes the keys of SRTP',
    'gathering-error': 'got no candidates of its own',
    'ice-gathering-error': 'got no candidates of its own',
    hangup: 'was hung up',
  },
  hints: {
    'never-up': {
      title: 'Never came up',
      advice:
        'Look at the candidates of both sides: whether a TURN server is needed, and whether UDP gets through to the ports of rtp_port_range.',
    },
    'media-stopped': {
      title: 'All media stopped while the session went on',
      advice:
        'Nothing came in any more, though the PeerConnection was not closed: the peer crashed, froze, lost its network, or sends nothing on purpose. With ice_consent_freshness (since 1.2.0 and 0.14.0) Janus itself ends a PeerConnection whose peer is gone.',
    },
    'slow-links': {
      title: 'Many slow links',
      advice:
        'Janus told ten slow links within half a minute: packets get lost. "uplink" is what Janus sends, "downlink" what it receives. Look at the network of this peer, and at the bitrate.',
    },
  },
};
