import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../clock.js';
import type { Database } from '../database/database.js';
import { isPassing } from '../database/passing.js';
import type { Consumption, ReceivedEvent } from './consume.js';
import { parseCursor } from './cursor.js';
import { reasonOf } from './failure.js';
import { lockState, mark, moveCursor, parkedAbout, putIn, receivedBefore, type FeedState, type Judged, type ParkedSubjects } from './inbox.js';
import type { PageEnd, WireEvent } from './page.js';
import { openReplacements, underNewKeys } from './replaced.js';
import { wavesOf } from './waves.js';

/** A page as the owner sent it. */
export interface Page {
  readonly events: readonly WireEvent[];
  readonly end: PageEnd;
}

/** Whom parked events are about: later ones wait behind them, so that the order per person is kept. */
export class Waiting {
  readonly #first = new Map<string, number>();

  constructor(parked: readonly ParkedSubjects[]) {
    for (const one of parked) this.add(one);
  }

  add({ position, subjects }: ParkedSubjects): void {
    for (const subject of subjects) this.#first.set(subject, Math.min(position, this.#first.get(subject) ?? Infinity));
  }

  /** True when an event before this one is parked and about one of the same people. */
  blocks({ position, subjects }: ParkedSubjects): boolean {
    return subjects.some((subject) => (this.#first.get(subject) ?? Infinity) < position);
  }
}

export const BEHIND = 'Waits behind an earlier event about the same person.';

/** What forbids to apply an event, before it is tried; null when nothing does. */
export function objection(consumption: Consumption, event: ReceivedEvent, waiting: Waiting): string | null {
  if (waiting.blocks(event)) return BEHIND;
  if (consumption.handlerOf(event.type) === undefined) return 'This version has no handler for the type.';
  const misfit = consumption.misfit(event.type, event.data);
  return misfit === null ? null : `The data does not fit the contract${misfit === '' ? '' : ` at ${misfit}`}.`;
}

/** An event that was erased has nothing to apply. */
const isErased = ({ data }: ReceivedEvent): boolean => Object.keys(data).length === 0;

const subjectsOf = (events: readonly { readonly subjects: readonly string[] }[]): string[] => [...new Set(events.flatMap(({ subjects }) => subjects))];

/** The events of a page that are to be dealt with, and what each is to become. What was received before is dropped. */
async function judge(em: EntityManager, consumption: Consumption, page: Page, state: FeedState, today: CivilDate): Promise<Judged[]> {
  const before = await receivedBefore(em, page.events.map(({ id }) => id));
  const wanted = page.events.filter(({ id, position }) => !before.has(id) || position <= state.replayUntil);
  const replaced = await openReplacements(em, subjectsOf(wanted));
  const events = wanted.map((event) =>
    underNewKeys({ ...event, data: consumption.keep(event.type, event.data ?? {}), receivedOn: before.get(event.id) ?? today }, replaced));
  const parked = await parkedAbout(em, consumption.contract.name, subjectsOf(events));
  const here = new Set(events.map(({ id }) => id));
  const waiting = new Waiting(parked.filter(({ id }) => !here.has(id)));
  return events.map((event) => {
    const reason = isErased(event) ? null : objection(consumption, event, waiting);
    if (reason !== null) waiting.add(event);
    return { event, reason };
  });
}

const toApply = (judged: readonly Judged[]): ReceivedEvent[] => judged.filter(({ event, reason }) => reason === null && !isErased(event)).map(({ event }) => event);

/** All events of a page together, as many of one type as may be at a time. */
async function applyTogether(em: EntityManager, consumption: Consumption, judged: readonly Judged[]): Promise<void> {
  for (const wave of wavesOf(toApply(judged))) {
    for (const [type, events] of Map.groupBy(wave, (event) => event.type)) await consumption.handlerOf(type)?.(em, events);
  }
}

/** Applies an event under a savepoint; why it failed, or null. Rejects with what passes. */
export async function applyOne(em: EntityManager, consumption: Consumption, event: ReceivedEvent): Promise<string | null> {
  await em.execute('savepoint event');
  try {
    await consumption.handlerOf(event.type)?.(em, [event]);
    await em.flush();
    await em.execute('release savepoint event');
    return null;
  } catch (error) {
    if (isPassing(error)) throw error;
    em.clear();
    await em.execute('rollback to savepoint event');
    await em.execute('release savepoint event');
    return reasonOf(error);
  }
}

/** Event by event: one that fails is parked, with whatever comes later about the same people. */
async function applyOneByOne(em: EntityManager, consumption: Consumption, judged: readonly Judged[]): Promise<void> {
  await em.execute('set constraints all immediate');
  const waiting = new Waiting([]);
  for (const event of toApply(judged)) {
    const reason = waiting.blocks(event) ? BEHIND : await applyOne(em, consumption, event);
    if (reason === null) continue;
    waiting.add(event);
    await mark(em, event.id, reason);
  }
}

type Way = typeof applyTogether;

/** Effect, inbox and cursor in one transaction; false when another instance has gone on from there meanwhile. */
const inOneTransaction = (database: Database, consumption: Consumption, after: string, page: Page, today: CivilDate, way: Way): Promise<boolean> =>
  database.feeds(async (em) => {
    const feed = consumption.contract.name;
    const state = await lockState(em, feed);
    if (state.cursor !== after) return false;
    if (page.events.length > 0) {
      const judged = await judge(em, consumption, page, state, today);
      await putIn(em, feed, judged);
      await way(em, consumption, judged);
    }
    const { cursor, head } = page.end;
    await moveCursor(em, feed, { cursor, head, position: parseCursor(cursor)?.position ?? 0 });
    return true;
  });

/**
 * Applies a page that was read after the cursor `after`: whole when all of it can be applied, event by event when something
 * cannot. False when another instance of the subgraph was quicker; then nothing was done. Rejects with what passes, with nothing
 * done either.
 */
export async function applyPage(database: Database, consumption: Consumption, after: string, page: Page, today: CivilDate): Promise<boolean> {
  try {
    return await inOneTransaction(database, consumption, after, page, today, applyTogether);
  } catch (error) {
    if (isPassing(error)) throw error;
    return inOneTransaction(database, consumption, after, page, today, applyOneByOne);
  }
}
