/** In which room or at which mountpoint a life is, and its name, without making an object of it where that can be told. */
import type { Kinds, LifeNaming } from '../../engine/kind.js';
import type { Stage } from '../../engine/stage.js';

const PROBE: LifeNaming = { session: '', handle: '', place: 'here', who: 'who', text: '[]', holder: null, other: null };

export class OwnNames {
  /** By kind: whether the place of its first fact is a room or mountpoint; of others it is a recording, a call. */
  private readonly hasRoom: readonly boolean[];
  /** By kind: whether its name is the text of its first fact, or none at all. */
  private readonly isText: readonly boolean[];
  private readonly isNameless: readonly boolean[];

  constructor(
    private readonly stage: Pick<Stage, 'lives' | 'lifeFacts'>,
    { list }: Kinds,
  ) {
    this.hasRoom = list.map(({ ids }) => {
      const { room, mountpoint } = ids(PROBE);
      return room === PROBE.place || mountpoint === PROBE.place;
    });
    this.isText = list.map(({ name }) => name(PROBE) === PROBE.text);
    const other = { ...PROBE, holder: PROBE, other: PROBE };
    this.isNameless = list.map(({ name }) => name(other) === null);
  }

  /** The exact id of the room or mountpoint; null: it is in none by itself. */
  roomOf(life: number): string | null {
    const { lives, lifeFacts } = this.stage;
    if (!this.hasRoom[lives.kind(life)]) return null;
    const place = lifeFacts.place(lives.fact(life));
    return place < 0 ? null : lifeFacts.places.text(place);
  }

  /** The name; null: it has none; undefined: that is not told without an object. */
  nameOf(life: number): string | null | undefined {
    const { lives, lifeFacts } = this.stage;
    const kind = lives.kind(life);
    if (this.isNameless[kind]) return null;
    return this.isText[kind] ? lifeFacts.texts.at(lifeFacts.text(lives.fact(life))) || null : undefined;
  }
}
