declare module 'gifenc' {
  type Palette = number[][];
  export function GIFEncoder(): {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette?: Palette; delay: number; dispose: number; transparent: boolean; transparentIndex: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
