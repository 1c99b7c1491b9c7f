/** What events of a type tell (`JANUS_EVENT_TYPE_*` and `JANUS_EVENT_SUBTYPE_*`, `events/eventhandler.h` of Janus). */
import * as l10n from '@vscode/l10n';
import { CoreSubtype, EventType, MediaSubtype, WebrtcSubtype } from '../../events/types.js';

/** '' for a type that this version does not know. */
export function sentenceOfType(type: number): string {
  switch (type) {
    case EventType.session:
      return l10n.t('A session was created, destroyed, or timed out.');
    case EventType.handle:
      return l10n.t('A handle was attached to a plugin, or detached from it.');
    case EventType.external:
      return l10n.t('Somebody outside of Janus had it told, through the Admin API.');
    case EventType.jsep:
      return l10n.t('An offer or answer of a PeerConnection, with its SDP.');
    case EventType.webrtc:
      return l10n.t('How a PeerConnection came up and went: ICE, candidates, DTLS, hangup.');
    case EventType.media:
      return l10n.t('Media of a PeerConnection: whether it comes in, slow links, statistics.');
    case EventType.plugin:
      return l10n.t('What a plugin tells, in its own words: who joined a room, who left it.');
    case EventType.transport:
      return l10n.t('A client connected to a transport, disconnected from it, or sent a request over HTTP.');
    case EventType.core:
      return l10n.t('The server itself: it started, told how busy it is, or shut down.');
    default:
      return '';
  }
}

/** '' for a subtype that this version does not know. */
export function sentenceOfSubtype(type: number, subtype: number): string {
  switch (type) {
    case EventType.webrtc:
      return sentenceOfWebrtc(subtype);
    case EventType.media:
      if (subtype === MediaSubtype.state) return l10n.t('Whether a medium comes in.');
      if (subtype === MediaSubtype.slowLink) return l10n.t('Packets were lost on a link.');
      return subtype === MediaSubtype.stats ? l10n.t('Statistics of a medium.') : '';
    case EventType.core:
      if (subtype === CoreSubtype.startup) return l10n.t('The server started, or told how busy it is.');
      return subtype === CoreSubtype.shutdown ? l10n.t('The server was told to stop.') : '';
    default:
      return '';
  }
}

function sentenceOfWebrtc(subtype: number): string {
  switch (subtype) {
    case WebrtcSubtype.ice:
      return l10n.t('The state of ICE.');
    case WebrtcSubtype.localCandidate:
      return l10n.t('An address at which Janus can be reached.');
    case WebrtcSubtype.remoteCandidate:
      return l10n.t('An address at which the client can be reached.');
    case WebrtcSubtype.selectedPair:
      return l10n.t('The two addresses that ICE has chosen.');
    case WebrtcSubtype.dtls:
      return l10n.t('The state of DTLS.');
    case WebrtcSubtype.peerConnection:
      return l10n.t('The PeerConnection is up, or was hung up.');
    default:
      return '';
  }
}
