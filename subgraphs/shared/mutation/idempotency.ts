import type { EntityManager } from '@mikro-orm/postgresql';
import { macsOf, namedIins, type KeyScope } from './input-mac.js';
import { Refused } from './refusal.js';

/** How long a key answers for what it did, at least. A later request with it is a new one. */
export const KEY_RETENTION_DAYS = 30;

/** Rows forgotten in passing by each new one: more than one, so that the table does not grow. */
const SWEPT = 10;

/** What a mutation led to, by internal keys: enough to answer again, and never an IIN, which can be replaced. */
export type Reference = Readonly<Record<string, string | number | boolean | null>>;

/** One request to do something once. */
export interface KeyedInput extends KeyScope {
  readonly idempotencyKey: string;
  readonly input: object;
}

/** A key that is this transaction's to use, or what it led to before. */
export type TakenKey = { readonly used: false; readonly key: string } | { readonly used: true; readonly reference: Reference };

const sweep = (em: EntityManager): Promise<unknown> =>
  em.execute(
    `delete from idempotency where key in (select key from idempotency where created_at < now() - make_interval(days => ?)
      order by created_at limit ? for update skip locked)`,
    [KEY_RETENTION_DAYS, SWEPT],
  );

/**
 * Takes a key for this transaction, or answers what it led to. PostgreSQL makes the second of two transactions with one key
 * wait here for how the first ends. Refuses a key that was used with another input.
 */
export async function takeKey(em: EntityManager, request: KeyedInput): Promise<TakenKey> {
  const macs = macsOf(request.idempotencyKey, request, request.input);
  const taken = await em.execute<object[]>(
    'insert into idempotency (key, mutation, input) values (?, ?, ?) on conflict (key) do nothing returning key',
    [macs.key, request.coordinate, macs.input],
  );
  if (taken.length > 0) return { used: false, key: macs.key };
  const [known] = await em.execute<{ input: string; reference: Reference | null }[]>('select input, reference from idempotency where key = ?', [macs.key]);
  if (known?.reference == null || known.input !== macs.input) {
    throw new Refused('IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey', 'This key was used with another input. Make a new one for a new request.');
  }
  return { used: true, reference: known.reference };
}

/** Keeps what a key led to, and which IINs its input names but for those that the effect itself has retired. */
export async function keepEffect(em: EntityManager, key: string, input: object, reference: Reference, retired: readonly string[]): Promise<void> {
  const names = namedIins(input).filter((iin) => !retired.includes(iin));
  await em.execute('update idempotency set reference = ?::jsonb, names = ?::text[] where key = ?', [JSON.stringify(reference), `{${names.join(',')}}`, key]);
  await sweep(em);
}

/**
 * Forgets every input that names an IIN, because it was replaced: sent again it is a new request, and the old IIN answers like
 * an unknown person's. Part of applying a replacement, in every subgraph.
 */
export async function forgetIin(em: EntityManager, iin: string): Promise<void> {
  await em.execute('delete from idempotency where names @> array[?]::text[]', [iin]);
}
