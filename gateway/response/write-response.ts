import { GraphQLError } from 'graphql';
import { JsonText } from '../plan/json-text.js';
import type { Data } from '../plan/nodes.js';
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
export function writeResponse(graph: Pick<Graph, 'apiSchema' | 'ownership' | 'hidden'>, prepared: Pick<PreparedOperation, 'write' | 'introspect' | 'shaped' | 'operation'>, data: Data, variables: Readonly<Record<string, unknown>>, programmes: Programmes): WrittenResponse {
  const writing = new Writing(prepared.introspect?.(variables) ?? NOTHING_OF_THE_SCHEMA);
  const text = prepared.write(data, writing);
  for (const programme of graph.ownership.programmesOf(writing.came)) programmes.came(programme);
  const walk = writing.missing.length === 0 ? null : new SelectionWalk(graph, prepared.shaped, prepared.operation);
  const hidden = writing.missing.filter(({ error, place, value }) => error === null && !place.nonNull && graph.hidden?.has(place.leaf?.name ?? null, value) === true);
  const errors = walk === null ? [] : writing.missing.filter((one) => !hidden.includes(one)).map((one) => errorOf(one, walk, programmes));
  return { data: text === undefined ? null : new JsonText(text), errors, hidden: hidden.map(({ path }) => new GraphQLError('The value is hidden from clients.', { path })) };
}

/** What the client may know of something that is missing: where, which code, which programme. */
function errorOf({ error, path, place: { programme } }: Missing, walk: SelectionWalk, programmes: Programmes): GraphQLError {
  const reason: PlanError | null = error ?? (programme === null ? null : unavailable(programme));
  if (reason === null) return new GraphQLError('Internal error.', { path });
  programmes.missed(reason.affected, reason.code);
  return new GraphQLError(reason.message, { path: walk.visible(path, reason.below), extensions: reason.extensions });
}
