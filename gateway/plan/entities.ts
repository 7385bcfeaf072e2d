import { MAX_REPRESENTATIONS } from '../../subgraphs/shared/doors/representations.js';
import type { Answer, SubgraphError } from '../upstream/answer.js';
import type { Calls } from './calls.js';
import { Collected, type Collector } from './collect.js';
import type { ExecutableStep } from './executable.js';
import { mark } from './merge.js';
import { isObject, type Data } from './nodes.js';
import { settle } from './place-errors.js';
import { unavailable, type PlanError } from './plan-error.js';
import type { Run } from './run.js';

/** Some of what a fetch asks about, for one call. */
interface Portion {
  /** Number of its first representation. */
  readonly first: number;
  readonly texts: readonly string[];
}

type Entities = readonly (Data | null)[];

/** Why each entity, or some of its fields, are missing. */
type Reasons = readonly (PlanError | null)[];

/**
 * Fetches fields of entities, in one call for as many as a subgraph takes; an entity that stands in several places is asked for
 * once. Objects that need something which failed get its error.
 */
export async function fetchEntities(step: ExecutableStep, collect: Collector, data: Data, run: Run, calls: Calls): Promise<void> {
  const collected = new Collected(calls.isPlain);
  collect(data, collected);
  const { programme, shape } = step.fetch;
  const fetches: Promise<void>[] = [];
  for (const part of collected.parts()) {
    for (const [target, error] of part.failed) mark(target, shape, error.affecting(programme));
    for (const portion of portionsOf(part.texts)) fetches.push(fetchPortion(portion, part, step, run, calls));
  }
  await (fetches.length === 1 ? fetches[0] : Promise.all(fetches));
  for (const part of collected.parts()) for (const [target, key, error] of part.lacking) for (const needer of step.needers.get(key) ?? []) target[needer] = error.affecting(programme);
}

function portionsOf(texts: readonly string[]): readonly Portion[] {
  if (texts.length === 0) return [];
  if (texts.length <= MAX_REPRESENTATIONS) return [{ first: 0, texts }];
  return Array.from({ length: Math.ceil(texts.length / MAX_REPRESENTATIONS) }, (_, i) => {
    const first = i * MAX_REPRESENTATIONS;
    return { first, texts: texts.slice(first, first + MAX_REPRESENTATIONS) };
  });
}

async function fetchPortion(portion: Portion, collected: Collected, step: ExecutableStep, run: Run, calls: Calls): Promise<void> {
  const { programme } = step.fetch;
  const answer = await calls.entities({ step, texts: portion.texts, context: collected.context });
  calls.came(answer);
  const entities = answer === null ? null : entitiesOf(answer, portion, collected, step);
  run.called(programme, entities !== null);
  if (answer !== null && entities !== null && answer.errors.length === 0) return takeAll(entities, portion, collected, step);
  const reasons = answer === null || entities === null ? allFor(portion, unavailable(programme)) : reasonsOf(entities, answer.errors, (error) => run.reasonOf(error, programme));
  takeAll(entities ?? [], portion, collected, step);
  explain(reasons, portion, collected, step, run);
}

const allFor = ({ texts }: Portion, reason: PlanError): Reasons => texts.map(() => reason);

/** One entity or null for each representation; null when the answer is anything else. */
function entitiesOf({ data }: Answer, { first, texts }: Portion, { types }: Collected, { fits }: ExecutableStep): Entities | null {
  const entities: unknown = data !== null && Object.hasOwn(data, '_entities') ? data['_entities'] : data === null ? null : undefined;
  if (entities === null) return texts.map(() => null);
  if (!Array.isArray(entities) || entities.length !== texts.length) return null;
  const fit = entities.every((entity: unknown, index) => entity === null || (isObject(entity) && fits(entity, types[first + index])));
  return fit ? (entities as Entities) : null;
}

/** Puts the errors of an answer where they belong. One that is about no entity in particular is about all. */
function reasonsOf(entities: Entities, errors: readonly SubgraphError[], reasonFor: (error: SubgraphError) => PlanError): Reasons {
  const byIndex = Map.groupBy(errors, ({ path }) => (path?.[0] === '_entities' && typeof path[1] === 'number' && path[1] in entities ? path[1] : null));
  const ofAll = settle(null, byIndex.get(null) ?? [], reasonFor);
  return entities.map((entity, index) => {
    const own = (byIndex.get(index) ?? []).map((error) => ({ ...error, path: error.path?.slice(2) ?? null }));
    return settle(entity, own, reasonFor) ?? ofAll;
  });
}

/** Takes each entity over into the objects that it stands for. */
function takeAll(entities: Entities, { first }: Portion, { targets, numbers }: Collected, { take }: ExecutableStep): void {
  for (let i = 0; i < targets.length; i += 1) {
    const [target, entity] = [targets[i], entities[(numbers[i] ?? 0) - first]];
    if (target !== undefined && entity !== undefined && entity !== null) take(target, entity);
  }
}

/** Says why something is missing where it is; what explains nothing that is missing has no place in the data. */
function explain(reasons: Reasons, { first }: Portion, { targets, numbers }: Collected, { fetch: { shape } }: ExecutableStep, run: Run): void {
  const explaining = new Set<PlanError>();
  for (const [i, target] of targets.entries()) {
    const reason = reasons[(numbers[i] ?? 0) - first] ?? null;
    if (reason !== null && mark(target, shape, reason)) explaining.add(reason);
  }
  for (const reason of new Set(reasons)) if (reason !== null && !explaining.has(reason)) run.stray(reason);
}
