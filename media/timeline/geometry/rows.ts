/** Places of rows: px from the top of all lanes, unscrolled. Rows are equally high, but for the few that are opened. */

export interface Opening {
  readonly row: number;
  /** px below the lane that show its handles. */
  readonly extra: number;
}

export interface RowGeometry {
  readonly count: number;
  /** px of a row; below one when all lanes of a large log are looked at together. */
  readonly height: number;
  /** Ascending by row. */
  readonly openings: readonly Opening[];
}

export function rowTop({ height, openings }: RowGeometry, row: number): number {
  let top = row * height;
  for (const opening of openings) {
    if (opening.row >= row) break;
    top += opening.extra;
  }
  return top;
}

export function rowHeight({ height, openings }: RowGeometry, row: number): number {
  return height + (openings.find((opening) => opening.row === row)?.extra ?? 0);
}

export function totalHeight(geometry: RowGeometry): number {
  return rowTop(geometry, geometry.count);
}

/** Row at a height, −1 above the first and below the last. */
export function rowAt(geometry: RowGeometry, y: number): number {
  const { count, height, openings } = geometry;
  if (y < 0 || y >= totalHeight(geometry)) return -1;
  let rest = y;
  for (const { row, extra } of openings) {
    const below = (row + 1) * height;
    if (rest < below) break;
    if (rest < below + extra) return row;
    rest -= extra;
  }
  return Math.min(count - 1, Math.floor(rest / height));
}

/** First and last row on `height` px from `scroll` on; none: −1, −2. */
export function rowsOn(geometry: RowGeometry, scroll: number, height: number): { first: number; last: number } {
  const first = rowAt(geometry, Math.max(0, scroll));
  if (first < 0) return { first: -1, last: -2 };
  const last = rowAt(geometry, scroll + height - 1e-6);
  return { first, last: last < 0 ? geometry.count - 1 : last };
}
