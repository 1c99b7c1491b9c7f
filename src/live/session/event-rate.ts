/** Over so many seconds the rate is taken. */
const RATE_SECONDS = 5;

/** How many events come in a second, from counts that are taken about once a second. */
export class EventRate {
  private samples: { readonly at: number; readonly events: number }[] = [];

  /** Events per second over the last seconds; 0 where less than two counts are known. */
  get perSecond(): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || last.at === first.at) return 0;
    return ((last.events - first.events) * 1000) / (last.at - first.at);
  }

  /** Begins anew at the moment from which events can come: those before the first count belong to the rate too. */
  begin(at: number, events: number): void {
    this.samples = [{ at, events }];
  }

  /** At a moment, in ms, so many events had come in all. */
  count(at: number, events: number): void {
    this.samples.push({ at, events });
    if (this.samples.length > RATE_SECONDS + 1) this.samples.shift();
  }

  end(): void {
    this.samples = [];
  }
}
