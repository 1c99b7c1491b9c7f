/**
 * How good speech is, after the E-model: ITU-T G.107 (06/2015), with all that statistics cannot tell at its default.
 *
 * Of its terms two depend on the network: Id, by the delay, and Ie-eff, by the codec and the loss. G.113 has no figures for
 * Opus: it is taken as G.711 with packet loss concealment of G.113, Appendix I (Ie 0, Bpl 25.1), which it should not be
 * worse than. Narrowband G.107 is what all codecs can be compared by; it ends at a MOS of 4.4.
 */

/** Ro − Is with the default values of G.107. */
const UNIMPAIRED = 93.2;
const WORST_EQUIPMENT = 95;

/** Equipment impairment and robustness to loss, by names of codecs as in SDP (G.113, Appendix I; G.729-A with VAD). */
const CODECS: Readonly<Record<string, { readonly ie: number; readonly bpl: number }>> = {
  g729: { ie: 11, bpl: 19 },
};
const CONCEALED_G711 = { ie: 0, bpl: 25.1 };

/** Samples of a packet and what a codec looks ahead, ms (RFC 7587, 2.1.4: 20 and 6.5 for Opus). */
const CODING_DELAY = 26.5;
/** A jitter buffer holds back about as many times the jitter. */
const JITTER_HELD = 2;
/** Delay that nobody notices, ms (G.107, 7.4). */
const UNNOTICED = 100;

export interface Speech {
  readonly codec: string;
  /** 0 to 1 */
  readonly loss: number;
  /** ms; null: not told. */
  readonly rtt: number | null;
  readonly jitter: number | null;
}

/** The mean opinion score, 1 to 4.4, of one direction. */
export function speechScore({ codec, loss, rtt, jitter }: Speech): number {
  const delay = (rtt ?? 0) / 2 + JITTER_HELD * (jitter ?? 0) + CODING_DELAY;
  return mosOf(UNIMPAIRED - delayImpairment(delay) - equipmentImpairment(codec, 100 * loss));
}

/** Idd (G.107, 7.4), of an absolute delay in ms. */
export function delayImpairment(delay: number): number {
  if (!(delay > UNNOTICED)) return 0;
  const x = Math.log2(delay / UNNOTICED);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Ie-eff (G.107, 7.5) for random loss in percent. */
export function equipmentImpairment(codec: string, loss: number): number {
  const { ie, bpl } = Object.hasOwn(CODECS, codec.toLowerCase()) ? CODECS[codec.toLowerCase()]! : CONCEALED_G711;
  return ie + ((WORST_EQUIPMENT - ie) * loss) / (loss + bpl);
}

/** From the rating factor R to the mean opinion score (G.107, Annex B). */
export function mosOf(rating: number): number {
  if (rating <= 0) return 1;
  const r = Math.min(rating, 100);
  // Between 0 and 6.5 the formula falls a little below 1.
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}
