import type { EntityManager } from '@mikro-orm/postgresql';
import { Compile } from 'typebox/compile';
import type { FeedContract, NewEvent } from './contract.js';

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
 * Leaves an event for the feed's consumers, in the transaction of the change it tells of: both happen or neither. Throws
 * when the data does not fit the contract, because a consumer would have to park it.
 */
export async function publish<C extends FeedContract>(em: EntityManager, contract: C, event: NewEvent<C>): Promise<void> {
  if (!checkOf(contract, event.type).Check(event.data)) throw new Error(`${contract.name}: ${event.type} does not fit its schema.`);
  await em.execute('insert into outbox (feed, type, subjects, occurred_on, data) values (?, ?, ?::text[], ?, ?::jsonb)', [
    contract.name,
    event.type,
    `{${event.subjects.join(',')}}`,
    event.occurredOn,
    JSON.stringify(event.data),
  ]);
}
