import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Compile } from 'typebox/compile';
import { textArray } from '../database/text-array.js';
import type { FeedContract, NewEvent } from './contract.js';
import { iinsIn } from './projection.js';

/** Compiled checks of a contract's events, made once. */
const checks = new WeakMap<FeedContract, Map<string, ReturnType<typeof Compile>>>();

function checkOf(contract: FeedContract, type: string): ReturnType<typeof Compile> {
  const known = checks.get(contract) ?? new Map(Object.entries(contract.events).map(([name, shape]) => [name, Compile(shape)] as const));
  checks.set(contract, known);
  const check = known.get(type);
  if (check === undefined) throw new Error(`${contract.name} has no event ${type}.`);
  return check;
}

/**
 * Events of one person are numbered in the order of their rows' ids, so whoever takes an id must hold the person until the
 * commit: a second transaction about the same person waits here, and its id is the later one. Sorted, so that two events
 * about the same people do not wait for each other.
 */
const holdSubjects = (em: EntityManager, contract: FeedContract, subjects: readonly string[]): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(s, 0)) from (select ? || s as s from unnest(?::text[]) as s order by s) as sorted', [
    `feed ${contract.name} `,
    textArray(subjects),
  ]);

/**
 * Leaves an event for the feed's consumers, in the transaction of the change it tells of: both happen or neither; returns its
 * id, by which `appliedBy` answers who has applied it. Everybody the data names becomes a subject, too. Throws when the data
 * does not fit the contract, because a consumer would have to park it.
 */
export async function publish<C extends FeedContract>(em: EntityManager, contract: C, event: NewEvent<C>): Promise<string> {
  if (!checkOf(contract, event.type).Check(event.data)) throw new Error(`${contract.name}: ${event.type} does not fit its schema.`);
  const id = randomUUID();
  const subjects = [...new Set([...event.subjects, ...iinsIn(event.data)])];
  await holdSubjects(em, contract, subjects);
  await em.execute('insert into outbox (event_id, feed, type, subjects, occurred_on, data) values (?, ?, ?, ?::text[], ?, ?::jsonb)', [
    id,
    contract.name,
    event.type,
    textArray(subjects),
    event.occurredOn,
    JSON.stringify(event.data),
  ]);
  return id;
}
