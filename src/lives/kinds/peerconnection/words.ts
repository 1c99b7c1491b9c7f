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
    hangup: 'was hung up',
  },
  hints: {
    'never-up': {
      title: 'Never came up',
      advice:
        'Look at the candidates of both sides: whether a TURN server is needed, and whether UDP gets through to the ports of rtp_port_range.',
    },
  },
};
