import { staffRole, type SubgraphName } from '../access/viewer.js';
import type { Actor, Delivery, LedgerEntry, Operation } from '../ledger/entry.js';
import type { FeedContract } from './contract.js';
import { fieldsFor, typesFor } from './projection.js';

/** A consumer that asks for a page, as a record names it. */
const actorOf = (consumer: SubgraphName): Actor => ({ subject: consumer, client: 'feed', role: staffRole(consumer), organisation: null, iin: null });

const pullOf = (feed: string | null): Operation => ({ door: 'FEED', purpose: null, caseNumber: null, kind: 'pull', name: feed });

/** What a contract opens to a consumer, as `TYPE.field`. */
const openedTo = (contract: FeedContract, consumer: SubgraphName): string[] =>
  typesFor(contract, consumer).flatMap((type) => (fieldsFor(contract, consumer, type) ?? []).map((field) => `${type}.${field}`)).sort();

/** Who asked, when, and the id under which the log has it. */
export type Asked = Pick<LedgerEntry, 'at' | 'correlationId'>;

/**
 * The record of a page that leaves for a consumer. There is one for each page and not for each event: whoever catches up reads
 * millions. Whose data it was follows from the outbox, between the positions and of the types that the record names.
 */
export const deliveryEntry = (contract: FeedContract, consumer: SubgraphName, delivery: Delivery, asked: Asked): LedgerEntry => ({
  actor: actorOf(consumer),
  operation: pullOf(contract.name),
  effect: { outcome: 'INTERNAL', reason: null, fields: openedTo(contract, consumer) },
  subject: null,
  delivery,
  ...asked,
});

/** The record of a request that was turned away at the door of the feeds; `consumer` only where its signature was good. */
export const refusalEntry = (refusal: string, consumer: SubgraphName | null, asked: Asked): LedgerEntry => ({
  actor: consumer === null ? null : actorOf(consumer),
  operation: pullOf(null),
  effect: { outcome: 'REFUSED', reason: `FEED_${refusal}`, fields: [] },
  subject: null,
  ...asked,
});
