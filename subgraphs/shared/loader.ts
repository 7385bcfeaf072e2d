import DataLoader from 'dataloader';
import type { SubgraphContext } from './context.js';

/** Every loader that a request has made. */
const live = new WeakMap<SubgraphContext, Set<{ clearAll(): unknown }>>();

/** Lets a request read anew what it has read before: after a write of its own. */
export function forgetLoaded(context: SubgraphContext): void {
  for (const loader of live.get(context) ?? []) loader.clearAll();
  context.database.relation.clear();
}

function remember(context: SubgraphContext, loader: { clearAll(): unknown }): void {
  const known = live.get(context) ?? new Set();
  live.set(context, known.add(loader));
}

/**
 * A batched look-up that lives for one request: `const awards = defineLoader(…)`, then `awards(context).load(key)`.
 * The batch function answers in the order of its keys.
 */
export function defineLoader<K extends string | number, V>(
  batch: (keys: readonly K[], context: SubgraphContext) => Promise<readonly (V | Error)[]>,
): (context: SubgraphContext) => DataLoader<K, V> {
  const loaders = new WeakMap<SubgraphContext, DataLoader<K, V>>();
  return (context) => {
    const known = loaders.get(context);
    if (known !== undefined) return known;
    // Asynchronous, so that a refusal thrown by the batch reaches its callers as the refusal it is.
    const made = new DataLoader<K, V>(async (keys) => batch(keys, context), { maxBatchSize: 1000 });
    loaders.set(context, made);
    remember(context, made);
    return made;
  };
}

/** Rows of a to-many look-up, one list per key, in the order of the keys; rows keep their own order. */
export function groupByKey<K, R>(keys: readonly K[], rows: readonly R[], keyOf: (row: R) => K): R[][] {
  const groups = Map.groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}

/** Rows of a to-one look-up in the order of the keys; null where there is none. */
export function alignByKey<K, R>(keys: readonly K[], rows: readonly R[], keyOf: (row: R) => K): (R | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
