/** What an SDP agrees on, in the few words one looks for: media, codecs, directions, bundle. */
import { parse, type MediaAttributes, type SessionDescription } from 'sdp-transform';
import type { SdpSummary } from '../requests/timeline-details.js';

/** A longer SDP is not looked into: real ones have some 10 KB, with many media a few hundred. */
const MAX_SDP = 1024 * 1024;
const MAX_MEDIA = 100;
/** Length of an m-line's list of payload types that is looked at. */
const MAX_PAYLOADS = 1000;
/** Formats that carry no media of their own. */
const HELPERS = /^(?:rtx|red|ulpfec|flexfec|cn|telephone-event)\b/i;

type Medium = SessionDescription['media'][number];

/** null where the text is no SDP. Everything in it is untrusted. */
export function sdpSummary(sdp: string): SdpSummary | null {
  if (!sdp.startsWith('v=') || sdp.length > MAX_SDP) return null;
  const session = parse(sdp);
  const setup = session.media.find((medium) => medium.setup !== undefined)?.setup ?? session.setup ?? null;
  return {
    media: session.media.slice(0, MAX_MEDIA).map((medium) => mediumSummary(session, medium)),
    bundle: (session.groups ?? [])
      .filter(({ type }) => type === 'BUNDLE')
      .map(({ mids }) => short(mids))
      .slice(0, 10),
    setup: setup === null ? null : short(setup),
    iceLite: session.icelite !== undefined,
  };
}

function mediumSummary(session: SessionDescription, medium: Medium): SdpSummary['media'][number] {
  const { mid } = medium;
  return {
    mid: mid === undefined ? null : short(mid),
    kind: short(medium.type),
    direction: medium.direction ?? session.direction ?? 'sendrecv',
    refused: medium.port === 0,
    codecs: codecsOf(medium),
    simulcast: simulcastOf(medium),
    extensions: [...(session.ext ?? []), ...(medium.ext ?? [])].map(({ uri }) => extensionName(uri)).slice(0, 40),
  };
}

/** Codec names in the order of the m-line: the first is the preferred one. */
function codecsOf(medium: Medium): string[] {
  if (medium.type === 'application') return [short(medium.protocol)];
  const names = new Map(
    medium.rtp.map(({ payload, codec, rate, encoding }) => [String(payload), named(codec, rate, encoding)]),
  );
  const payloads = short(medium.payloads, MAX_PAYLOADS).split(' ');
  const ordered = payloads.map((payload) => names.get(payload) ?? STATIC_PAYLOADS[payload] ?? null);
  const codecs = ordered.filter((name): name is string => name !== null && !HELPERS.test(name));
  return [...new Set(codecs)].slice(0, 20);
}

const named = (codec: string, rate: number | undefined, encoding: number | undefined): string =>
  short([codec, rate, encoding].filter((part) => part !== undefined).join('/'));

/** Payload types with a meaning of their own (RFC 3551), which need no rtpmap. */
const STATIC_PAYLOADS: Readonly<Record<string, string>> = { 0: 'PCMU/8000', 8: 'PCMA/8000', 9: 'G722/8000' };

/** "send f;h;q", or the draft's "send rid=f;h;q" as it is written. */
function simulcastOf({ simulcast, simulcast_03: draft }: MediaAttributes): string | null {
  if (draft !== undefined) return short(draft.value);
  if (simulcast === undefined) return null;
  const { dir1, list1, dir2, list2 } = simulcast;
  return short([dir1, list1, dir2, list2].filter((part) => part !== undefined).join(' '));
}

/** "sdes:mid" for `urn:ietf:params:rtp-hdrext:sdes:mid`, "transport-wide-cc" for Google's long URI. */
function extensionName(uri: string): string {
  const name = short(uri, 400)
    .replace(/^urn:(?:ietf:params:rtp-hdrext|3gpp):/, '')
    .replace(/^.*\//, '');
  return short(name.replace(/^draft-holmer-rmcat-(.*?)(?:-extensions)?(?:-\d+)?$/, '$1'));
}

/**
 * What stands in an SDP as text, cut. The library makes numbers of what looks like one ("111", a mid "0") and leaves out
 * what a broken line lacks, whatever its types say.
 */
function short(value: unknown, most = 120): string {
  return (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '').slice(0, most);
}
