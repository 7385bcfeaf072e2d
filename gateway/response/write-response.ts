import { GraphQLError } from 'graphql';
import { JsonText } from '../plan/json-text.js';
import type { Fetched } from '../plan/run.js';
import { unavailable, type PlanError } from '../plan/plan-error.js';
import type { PreparedOperation } from '../operation.js';
import type { Graph } from '../schema/graph.js';
import type { Programmes } from './programmes.js';
import { SelectionWalk } from './selection-walk.js';
import { Writing, type Missing } from './writing.js';

export interface WrittenResponse {
  /** Null when a null has gone all the way up. */
  readonly data: JsonText | null;
  readonly errors: readonly GraphQLError[];
  /** Nulls in the place of what clients may not see; no errors, but said beside the data as others say them. */
  readonly hidden: readonly GraphQLError[];
}

const NOTHING_OF_THE_SCHEMA: ReadonlyMap<string, string> = new Map();

/** Writes the response of a prepared operation from the data that its plan fetched, and tells `programmes` what came. */
export function writeResponse(graph: Pick<Graph, 'apiSchema' | 'ownership' | 'hidden'>, prepared: Pick<PreparedOperation, 'write' | 'introspect' | 'shaped' | 'operation'>, { data, isPlain }: Fetched, variables: Readonly<Record<string, unknown>>, programmes: Programmes): WrittenResponse {
  const writing = new Writing(prepared.introspect?.(variables) ?? NOTHING_OF_THE_SCHEMA, isPlain);
  const text = prepared.write(data, writing);
  for (const programme of graph.ownership.programmesOf(writing.came)) programmes.came(programme);
  const walk = writing.missing.length === 0 ? null : new SelectionWalk(graph, prepared.shaped, prepared.operation);
  const hidden = writing.missing.filter(({ error, place, value }) => error === null && !place.nonNull && graph.hidden?.has(place.leaf?.name ?? null, value) === true);
  const errors = walk === null ? [] : explaining(writing.missing.filter((one) => !hidden.includes(one))).map((one) => errorOf(one, walk, programmes));
  return { data: text === undefined ? null : new JsonText(text), errors, hidden: hidden.map(({ path }) => new GraphQLError('The value is hidden from clients.', { path })) };
}

/** Something that is missing; `within` is the object that it takes along. */
interface Explained extends Missing {
  readonly within: readonly (string | number)[] | null;
}

/** One for each null: what is missing for one reason in an object that is null for the same has nothing to explain. */
function explaining(missing: readonly Missing[]): readonly Explained[] {
  const fatal = Map.groupBy(missing.filter(({ error, place }) => error !== null && place.nonNull), ({ error }) => error?.root);
  return missing.flatMap((one): Explained[] => {
    const isTaken = one.error !== null && (fatal.get(one.error.root) ?? []).some((other) => other !== one && takesAlong(other, one));
    return isTaken ? [] : [{ ...one, within: one.place.nonNull && one.error?.origin != null ? one.path.slice(0, -1) : null }];
  });
}

/** Whether a field that must not be null makes the object null in which the other one is. */
function takesAlong(fatal: Missing, { path }: Missing): boolean {
  const object = fatal.path.slice(0, -1);
  return path.length > object.length && object.every((key, depth) => path[depth] === key);
}

/** What the client may know of something that is missing: where, which code, which programme. */
function errorOf({ error, path, within, place: { programme } }: Explained, walk: SelectionWalk, programmes: Programmes): GraphQLError {
  const reason: PlanError | null = error ?? (programme === null ? null : unavailable(programme));
  if (reason === null) return new GraphQLError('Internal error.', { path });
  programmes.missed(reason.affected, reason.code);
  const [from, below] = within === null ? [path, belowOf(reason, path, walk)] : [within, reason.origin ?? []];
  return new GraphQLError(reason.message, { path: walk.visible(from, below), extensions: reason.extensions });
}

/** Of an object that is missing as a whole, the error lies below the one field that the subgraph says it arose in. */
function belowOf({ origin, below }: PlanError, path: readonly (string | number)[], walk: SelectionWalk): readonly (string | number)[] {
  return origin !== null && walk.isAt(path, origin[0]) ? origin.slice(1) : below;
}
