/** The facts of logs, written to a disk and made again. */
import { Uint32Column, NONE } from '../../events/columns.js';
import {
  agree,
  allWithin,
  countIn,
  figuresOf,
  textsOf,
  writeFigures,
  type ColumnReader,
  type ColumnWriter,
} from '../../events/kept-columns.js';
import { TYPES } from '../../events/limits.js';
import { emitterOfEvent, type EmitterFacts, type Facts, type ServerStart } from './facts.js';
import { Heartbeats } from './heartbeats.js';
import type { Multiset } from './multiset.js';
import { Requests } from './requests.js';

export function writeFacts(facts: Facts, to: ColumnWriter): void {
  const { table, emitterList, owners, names, handles, handlePlugin, handleOpaqueId, plugins } = facts;
  for (const part of [table, owners, names, handles, handlePlugin, handleOpaqueId, plugins]) part.write(to);
  writeFigures(to, [emitterList.length]);
  for (const emitter of emitterList) writeEmitter(emitter, to);
  facts.connections.write(to);
  facts.creations.write(to);
  const { ids, seconds } = facts.damagedEnds;
  to.texts(timesOf(ids));
  writeFigures(to, timesOf(seconds));
}

/** Takes what was written of so many logs into `facts` of no events yet. */
export function readFacts(facts: Facts, from: ColumnReader, logs: number): void {
  const { table, emitters, emitterList, owners, names, handles, handlePlugin, handleOpaqueId, plugins } = facts;
  table.read(from, logs);
  owners.read(from);
  names.read(from, owners.count);
  for (const part of [handles, handlePlugin, handleOpaqueId, plugins]) part.read(from);
  const count = countIn(figuresOf(from, 1)[0]);
  for (let number = 0; number < count; number++) {
    const emitter = readEmitter(number, table.count, from);
    emitters.set(emitter.name, emitter);
    emitterList.push(emitter);
  }
  agree(emitters.size === count);
  facts.connections.read(from, table.count, count);
  facts.creations.read(from, table.count, facts.connections);
  for (const id of textsOf(from)) facts.damagedEnds.ids.add(id);
  for (const second of from.numbers(Float64Array)) facts.damagedEnds.seconds.add(second);
  checkNumbers(facts);
}

/** Each thing as often as it is in. */
const timesOf = <T>(things: Multiset<T>): T[] =>
  [...things.entries()].flatMap(([thing, times]) => Array.from({ length: times }, () => thing));

function checkNumbers(facts: Facts): void {
  const { table, emitterList, owners, names, handles, handlePlugin, handleOpaqueId, plugins } = facts;
  agree(table.owners === owners.count && table.handles === handles.count);
  agree(handlePlugin.count === handles.count && handleOpaqueId.count === handles.count);
  allWithin(owners.scope.whole(), 0, emitterList.length);
  allWithin(handles.scope.whole(), 0, owners.count);
  allWithin(handlePlugin.whole(), NONE, plugins.list.length);
  allWithin(handleOpaqueId.whole(), NONE, names.count);
  for (let event = 0; event < table.count; event++) agree(emitterOfEvent(facts, event) < emitterList.length);
}

function writeEmitter(emitter: EmitterFacts, to: ColumnWriter): void {
  const { name, firstLog, firstAt, lastAt, setBack, starts, shutdowns, nameless, firstNameless } = emitter;
  to.texts([name, ...starts.flatMap(({ version, localIp }) => [version, localIp])]);
  const { counts, eventsOfHandles, ids } = emitter;
  const seen = [eventsOfHandles, ids, ...counts];
  writeFigures(to, [firstLog, firstAt, lastAt, setBack ? 1 : 0, nameless, firstNameless ?? NaN, ...seen]);
  writeFigures(
    to,
    starts.flatMap(({ event, at, sessionTimeout, reclaimTimeout }) => [
      event,
      at,
      sessionTimeout ?? NaN,
      reclaimTimeout ?? NaN,
    ]),
  );
  writeFigures(
    to,
    shutdowns.flatMap(({ event, at }) => [event, at]),
  );
  const { requests, heartbeats, namelessEnds } = emitter;
  for (const column of [requests.event, requests.mark, heartbeats.event, heartbeats.sessions, namelessEnds])
    column.write(to);
}

const EMITTER_FIGURES = 8 + TYPES;
const START_FIGURES = 4;
const SHUTDOWN_FIGURES = 2;

function readEmitter(number: number, events: number, from: ColumnReader): EmitterFacts {
  const [name, ...ofStarts] = from.texts();
  agree(typeof name === 'string');
  const figures = figuresOf(from, EMITTER_FIGURES);
  const [firstLog, firstAt, lastAt, setBack, nameless, firstNameless, ...seen] = figures;
  const starts = startsOf(from.numbers(Float64Array), ofStarts, events);
  const shutdowns = groups(from.numbers(Float64Array), SHUTDOWN_FIGURES).map(([event, at]) => ({
    event: eventIn(event, events),
    at: at!,
  }));
  const requests = new Requests();
  const heartbeats = new Heartbeats();
  const namelessEnds = new Uint32Column();
  for (const column of [requests.event, requests.mark, heartbeats.event, heartbeats.sessions, namelessEnds])
    column.read(from);
  agree(requests.mark.count === requests.event.count && heartbeats.sessions.count === heartbeats.event.count);
  for (const { event } of [requests, heartbeats]) allWithin(event.whole(), 0, events);
  allWithin(namelessEnds.whole(), 0, events);
  const [eventsOfHandles, ids, ...counts] = seen.map((figure) => countIn(figure));
  return {
    name,
    number,
    firstLog: countIn(firstLog),
    firstAt: firstAt!,
    lastAt: lastAt!,
    setBack: setBack === 1,
    starts,
    shutdowns,
    requests,
    heartbeats,
    nameless: countIn(nameless),
    firstNameless: Number.isNaN(firstNameless) ? null : eventIn(firstNameless, events),
    namelessEnds,
    counts: Uint32Array.from(counts),
    eventsOfHandles: eventsOfHandles!,
    ids: ids!,
  };
}

function startsOf(figures: Float64Array, texts: readonly (string | null)[], events: number): ServerStart[] {
  const starts = groups(figures, START_FIGURES);
  agree(texts.length === 2 * starts.length);
  return starts.map(([event, at, sessionTimeout, reclaimTimeout], k) => ({
    event: eventIn(event, events),
    at: at!,
    version: texts[2 * k]!,
    sessionTimeout: numberOrNull(sessionTimeout),
    reclaimTimeout: numberOrNull(reclaimTimeout),
    localIp: texts[2 * k + 1]!,
  }));
}

const numberOrNull = (figure: number | undefined): number | null =>
  figure === undefined || Number.isNaN(figure) ? null : figure;

function eventIn(figure: number | undefined, events: number): number {
  agree(figure !== undefined && Number.isInteger(figure) && figure >= 0 && figure < events);
  return figure;
}

function groups(figures: Float64Array, size: number): number[][] {
  agree(figures.length % size === 0);
  return Array.from({ length: figures.length / size }, (_, k) => [...figures.subarray(k * size, (k + 1) * size)]);
}
