/** The kernel with SIMD, as bytes; see `kernel/build.mjs`. */
declare const bytes: Uint8Array;
export default bytes;
