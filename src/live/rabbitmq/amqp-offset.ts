/** Where reading of a RabbitMQ stream begins. */
import * as l10n from '@vscode/l10n';
import { SourceProblem } from '../live-source.js';

/** Fields of AMQP 0.9.1 as the client library takes them: a number, a text, a time stamp of seconds. */
export type StreamOffset = string | number | { readonly '!': 'timestamp'; readonly value: number };

/** A span of time back from now, as RabbitMQ writes it: years, months, days, hours, minutes, seconds. */
const SPAN = /^\d+[YMDhms]$/;

/**
 * `first`, `last` (the last chunk), `next` (what comes from now on), a number (of a message), a span (`1h`, `2D`), or a
 * point in time (`2026-11-24T09:00:00Z`). Throws {@link SourceProblem} for another.
 */
export function streamOffset(text: string): StreamOffset {
  if (text === 'first' || text === 'last' || text === 'next' || SPAN.test(text)) return text;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  // 1h, 2d, as people write them; `m` is minutes already.
  const span = text
    .replace(/^(\d+)d$/, '$1D')
    .replace(/^(\d+)H$/, '$1h')
    .replace(/^(\d+)y$/, '$1Y');
  if (SPAN.test(span)) return span;
  const time = Date.parse(text);
  if (/^\d{4}-/.test(text) && !Number.isNaN(time)) return { '!': 'timestamp', value: Math.floor(time / 1000) };
  throw new SourceProblem(
    l10n.t(
      "'{0}' is no place in a stream. Give first, last, next, a number, a span like 1h or 2D, or a time like 2026-11-24T09:00:00Z.",
      text,
    ),
  );
}

/** Follows what has been taken of a stream, so that after a lost connection reading goes on right behind it. */
export class StreamPosition {
  private readonly underWay = new Set<number>();
  private behind = -1;

  /** The offset of a message that came, from its `x-stream-offset` header; undefined where it is of no stream. */
  static of(headers: Readonly<Record<string, unknown>> | undefined): number | undefined {
    const offset = headers?.['x-stream-offset'];
    return typeof offset === 'number' ? offset : undefined;
  }

  came(offset: number): void {
    this.underWay.add(offset);
    this.behind = Math.max(this.behind, offset + 1);
  }

  taken(offset: number): void {
    this.underWay.delete(offset);
  }

  /** The first message that is not taken yet: from there on all comes again. Undefined before any came. */
  resumed(): number | undefined {
    if (this.behind < 0) return undefined;
    let next = this.behind;
    for (const offset of this.underWay) if (offset < next) next = offset;
    this.underWay.clear();
    this.behind = next;
    return next;
  }
}
