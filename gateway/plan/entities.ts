import { MAX_REPRESENTATIONS } from '../../subgraphs/shared/doors/representations.js';
import type { Answer, SubgraphError } from '../upstream/answer.js';
import { fits } from './fits.js';
import { mark, merge } from './merge.js';
import { isObject, type Data, type FetchNode } from './nodes.js';
import { settle } from './place-errors.js';
import { PlanError, unavailable } from './plan-error.js';
import { representationOf } from './representation.js';
import { requestOf } from './request.js';
import type { Run } from './run.js';

/** Equal representations and the objects they stand for: a child that appears five times is asked for once. */
interface Batch {
  readonly representation: Data;
  readonly targets: Data[];
}

/**
 * Fetches fields of entities, in one call for as many targets as a subgraph takes. Targets that need something that
 * failed get its error.
 */
export async function fetchEntities(fetch: FetchNode, targets: readonly Data[], run: Run): Promise<void> {
  const batches = batch(fetch, targets, run);
  const calls: Promise<void>[] = [];
  for (let first = 0; first < batches.length; first += MAX_REPRESENTATIONS) {
    calls.push(fetchBatches(batches.slice(first, first + MAX_REPRESENTATIONS), fetch, run));
  }
  await Promise.all(calls);
}

async function fetchBatches(batches: readonly Batch[], fetch: FetchNode, run: Run): Promise<void> {
  const request = requestOf(fetch, run);
  const representations = batches.map(({ representation }) => representation);
  const answer = await run.ask(fetch.programme, { ...request, variables: { ...request.variables, representations } });
  const entities = answer === null ? null : entitiesOf(answer, fetch, batches);
  run.called(fetch.programme, entities !== null);
  if (answer === null || entities === null) {
    for (const { targets: all } of batches) for (const target of all) mark(target, fetch.shape, unavailable(fetch.programme));
  } else {
    takeOver(entities, answer.errors, batches, fetch, run);
  }
}

function batch(fetch: FetchNode, targets: readonly Data[], run: Run): readonly Batch[] {
  const batches = new Map<string, Batch>();
  for (const target of targets) {
    const representation = representationOf(target, fetch, run.possibleTypes);
    if (representation instanceof PlanError) mark(target, fetch.shape, representation.affecting(fetch.programme));
    if (representation === null || representation instanceof PlanError) continue;
    const key = JSON.stringify(representation);
    const known = batches.get(key);
    if (known === undefined) batches.set(key, { representation, targets: [target] });
    else known.targets.push(target);
  }
  return [...batches.values()];
}

/** One entity or null for each representation; null when the answer is anything else. */
function entitiesOf(answer: Answer, fetch: FetchNode, batches: readonly Batch[]): readonly (Data | null)[] | null {
  if (answer.data === null) return batches.map(() => null);
  const entities: unknown = Object.hasOwn(answer.data, '_entities') ? answer.data['_entities'] : undefined;
  if (entities === null) return batches.map(() => null);
  if (!Array.isArray(entities) || entities.length !== batches.length) return null;
  const fit = entities.every((entity: unknown, index) =>
    entity === null || (isObject(entity) && fits(entity, fetch.shape, batches[index]?.representation['__typename'])),
  );
  return fit ? (entities as (Data | null)[]) : null;
}

/** Merges each entity into the objects it stands for, with the errors that are about it or about the whole call. */
function takeOver(entities: readonly (Data | null)[], errors: readonly SubgraphError[], batches: readonly Batch[], fetch: FetchNode, run: Run): void {
  const byIndex = Map.groupBy(errors, ({ path }) => (path?.[0] === '_entities' && typeof path[1] === 'number' && path[1] in entities ? path[1] : null));
  const ofAll = settle(null, byIndex.get(null) ?? [], fetch.programme);
  const reasons = new Set(ofAll === null ? [] : [ofAll]);
  const explaining = new Set<PlanError>();
  for (const [index, { targets }] of batches.entries()) {
    const entity = entities[index] ?? null;
    const own = (byIndex.get(index) ?? []).map((error) => ({ ...error, path: error.path?.slice(2) ?? null }));
    const missing = settle(entity, own, fetch.programme) ?? ofAll;
    if (missing !== null) reasons.add(missing);
    for (const target of targets) {
      if (entity !== null) merge(target, entity, fetch.shape, run.possibleTypes);
      if (missing !== null && mark(target, fetch.shape, missing)) explaining.add(missing);
    }
  }
  for (const error of reasons) if (!explaining.has(error)) run.stray(error);
}
