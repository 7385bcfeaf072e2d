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

/** Something that is missing; `within` is the object that is null altogether where one of its fields must not be. */
interface Explained extends Missing {
  readonly within: readonly (string | number)[] | null;
}

/** One for each null: where fields of one object are missing for one reason, and take it along, that is one null. */
function explaining(missing: readonly Missing[]): readonly Explained[] {
  const parentOf = ({ path }: Missing): string => JSON.stringify(path.slice(0, -1));
  const groups = new Map([...Map.groupBy(missing, ({ error }) => error?.root ?? null)].flatMap(([error, same]) => (error === null ? [] : [[error, Map.groupBy(same, parentOf)] as const])));
  return missing.flatMap((one): Explained[] => {
    const siblings = (one.error === null ? undefined : groups.get(one.error.root)?.get(parentOf(one))) ?? [one];
    const fatal = siblings.find(({ place }) => place.nonNull);
    if (fatal !== undefined) return fatal === one ? [{ ...one, within: one.error?.origin == null ? null : one.path.slice(0, -1) }] : [];
    return [{ ...one, within: null }];
  });
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
