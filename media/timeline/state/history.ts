/** Where one has been, to go back and forth between. */

const MOST = 100;

export interface History<T> {
  /** Goes somewhere new; what was ahead is forgotten. */
  visit(place: T): void;
  /** The place before or behind the present one, which it then is; undefined at the ends. */
  go(direction: 1 | -1): T | undefined;
}

export function createHistory<T>(same: (a: T, b: T) => boolean): History<T> {
  let places: T[] = [];
  let at = -1;
  return {
    visit(place) {
      const present = places[at];
      if (present !== undefined && same(present, place)) return;
      places = [...places.slice(0, at + 1), place].slice(-MOST);
      at = places.length - 1;
    },
    go(direction) {
      const place = places[at + direction];
      if (place !== undefined) at += direction;
      return place;
    },
  };
}
