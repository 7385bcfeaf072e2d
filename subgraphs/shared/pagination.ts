import 'reflect-metadata';
import { type ClassType, Directive, Field, ObjectType } from 'type-graphql';
import { badInput } from './errors.js';

/** The most items one page may have. */
export const MAX_PAGE = 100;

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in its list (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether a page follows.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Opaque cursor of the last item of this page; hand it in as `after`. Null on an empty page.' })
  endCursor!: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

/**
 * The two object types of a Relay connection over `node`. Unless the list is public, both are closed to anonymous
 * requests by a rule of their own (list a public one's types in schema/public-fields.ts).
 */
export function connectionType<T extends object>(name: string, node: ClassType<T>, access: 'authenticated' | 'public' = 'authenticated'): ClassType<Connection<T>> {
  const Guard = (): ClassDecorator => (access === 'public' ? () => undefined : Directive('@authenticated'));

  @Guard()
  @ObjectType(`${name}Edge`, { description: `An item of a page of ${name} with its cursor.` })
  class NodeEdge {
    @Field(() => String, { description: 'Opaque position of this item, for `after`.' })
    cursor!: string;

    @Field(() => node, { description: 'The item.' })
    node!: T;
  }

  @Guard()
  @ObjectType(`${name}Connection`, { description: `A page of ${name} (Relay cursor connections), ordered by an internal key that never changes.` })
  class NodeConnection {
    @Field(() => [NodeEdge], { description: 'The items of the page.' })
    edges!: NodeEdge[];

    @Field(() => PageInfo, { description: 'Whether and where the list goes on.' })
    pageInfo!: PageInfo;
  }
  return NodeConnection as ClassType<Connection<T>>;
}

/** A keyset page request: at most `limit` items after an internal key. */
export interface PageRequest {
  readonly limit: number;
  /** Internal key to start after, as text; null for the first page. */
  readonly after: string | null;
}

/** Checks `first` and `after`; each problem names the argument and what is allowed. */
export function pageRequest(first: number, after: string | null | undefined): PageRequest {
  if (first < 1 || first > MAX_PAGE) throw badInput('first', `must be from 1 to ${MAX_PAGE}.`);
  if (after == null) return { limit: first, after: null };
  const key = Buffer.from(after, 'base64url').toString();
  if (!/^k\d{1,19}$/.test(key)) throw badInput('after', 'must be a cursor taken from an earlier page.');
  return { limit: first, after: key.slice(1) };
}

const cursorOf = (key: string | number | bigint): string => Buffer.from(`k${key}`).toString('base64url');

/** Makes a page of rows that were asked for with one more than the limit. Keys are internal numbers, never an IIN. */
export function pageOf<R, T>(rows: readonly R[], limit: number, keyOf: (row: R) => string | number | bigint, nodeOf: (row: R) => T): Connection<T> {
  const shown = rows.slice(0, limit);
  const edges = shown.map((row) => ({ cursor: cursorOf(keyOf(row)), node: nodeOf(row) }));
  return { edges, pageInfo: { hasNextPage: rows.length > limit, endCursor: edges.at(-1)?.cursor ?? null } };
}
