import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sdpSummary } from '../../../../src/analysis/details/sdp.js';
import { ECHOTEST, VIDEOROOM } from './recorded.js';

interface Jsep {
  type: number;
  event: { owner: string; jsep: { type: string; sdp: string } };
}

const recorded = [ECHOTEST, VIDEOROOM].flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":8,'))
    .map((line) => (JSON.parse(line) as Jsep).event),
);

describe('an SDP in short', () => {
  test('tells of a browser’s offer what it offers, in its order of preference', () => {
    const offer = recorded.find(({ owner, jsep }) => owner === 'remote' && jsep.type === 'offer')!;
    const summary = sdpSummary(offer.jsep.sdp)!;
    expect(summary.media.map(({ mid, kind, direction }) => [mid, kind, direction])).toEqual([
      ['0', 'audio', 'sendrecv'],
      ['1', 'video', 'sendrecv'],
    ]);
    const [audio, video] = summary.media;
    expect(audio!.codecs.slice(0, 2)).toEqual(['opus/48000/2', 'G722/8000']);
    expect(video!.codecs[0]).toBe('VP8/90000');
    expect(video!.codecs.join()).not.toContain('rtx');
    expect(video!.extensions).toEqual(
      expect.arrayContaining(['toffset', 'abs-send-time', 'video-orientation', 'transport-wide-cc', 'sdes:mid']),
    );
    expect(summary).toMatchObject({ bundle: ['0 1'], setup: 'actpass', iceLite: false });
  });

  test('tells of Janus’ answer the one codec agreed on', () => {
    const answer = recorded.find(({ owner, jsep }) => owner === 'local' && jsep.type === 'answer')!;
    const summary = sdpSummary(answer.jsep.sdp)!;
    expect(summary.media.map(({ codecs }) => codecs)).toEqual([['opus/48000/2'], ['VP8/90000']]);
    expect(summary.setup).toBe('active');
  });

  test('is made of every SDP recorded', () => {
    expect(recorded.length).toBeGreaterThan(50);
    for (const { jsep } of recorded) {
      const media = sdpSummary(jsep.sdp)!.media;
      expect(media.length).toBe(jsep.sdp.split('\r\nm=').length - 1);
      for (const { codecs, kind } of media) expect(codecs.length, kind).toBeGreaterThan(0);
    }
  });

  test('knows simulcast, refused media and data channels', () => {
    const lines = [
      'v=0',
      'o=- 1 1 IN IP4 0.0.0.0',
      's=-',
      't=0 0',
      'a=ice-lite',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'a=mid:cam',
      'a=sendonly',
      'a=rtpmap:96 VP8/90000',
      'a=rid:h send',
      'a=simulcast:send h;m;l',
      'm=audio 0 UDP/TLS/RTP/SAVPF 0',
      'a=mid:1',
      'a=inactive',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'a=mid:2',
    ];
    const summary = sdpSummary(`${lines.join('\r\n')}\r\n`)!;
    expect(summary.iceLite).toBe(true);
    expect(summary.media).toMatchObject([
      { mid: 'cam', direction: 'sendonly', simulcast: 'send h;m;l', refused: false },
      { kind: 'audio', refused: true, direction: 'inactive', codecs: ['PCMU/8000'] },
      { kind: 'application', codecs: ['UDP/DTLS/SCTP'] },
    ]);
  });

  test('is nothing for what is no SDP, and never fails', () => {
    expect(sdpSummary('')).toBeNull();
    expect(sdpSummary('hello')).toBeNull();
    const line = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom('m', 'a', 'v', 'c', 'b'), fc.string()).map(([key, value]) => `${key}=${value}`),
      fc.constantFrom(
        'm=video 9 RTP 96',
        'a=rtpmap:96',
        'a=group:BUNDLE',
        'a=simulcast:send',
        'a=mid:',
        'm=',
        'a=extmap:1 ',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        sdpSummary(['v=0', ...lines].join('\r\n'));
      }),
    );
  });
});
