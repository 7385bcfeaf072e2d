import type DataLoader from 'dataloader';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../context.js';
import { withheld } from '../errors.js';
import { defineLoader } from '../loader.js';
import type { Authorised } from './grant.js';

/** How a record was opened: by registry's grant, or as a row of the programme's own register. */
export type AccessPath = 'relation' | 'register';

/** An opened record that remembers its path, so that whatever is read for it later stays under the same policies. */
export interface OpenedRecord extends Authorised {
  readonly path: AccessPath;
}

/** The record that an object carries; refuses where it was reached by its key alone. */
export function opened<R extends OpenedRecord>(record: R | null | undefined): R {
  if (record == null) throw withheld('KEY_ALONE');
  return record;
}

/** As `opened`, for whatever tells where a child is: withheld while a shielded placement is in force. */
export function openedUnshielded<R extends OpenedRecord>(record: R | null | undefined): R {
  const found = opened(record);
  if (found.restricted) throw withheld('SHIELDED');
  return found;
}

/** Runs work on the register path with a programme's own rules of who sees what. */
export type RegisterReader = <T>(context: SubgraphContext, work: (em: EntityManager) => Promise<T>) => Promise<T>;

/** A batched look-up by key on either path: `rows(context, record.path).load(key)`. On each, one statement per request. */
export function definePathLoader<K extends string | number, V>(
  register: RegisterReader,
  batch: (em: EntityManager, keys: readonly K[], context: SubgraphContext) => Promise<readonly V[]>,
): (context: SubgraphContext, path: AccessPath) => DataLoader<K, V> {
  const loaders = {
    relation: defineLoader<K, V>((keys, context) => batch(context.database.relation, keys, context)),
    register: defineLoader<K, V>((keys, context) => register(context, (em) => batch(em, keys, context))),
  };
  return (context, path) => loaders[path](context);
}
