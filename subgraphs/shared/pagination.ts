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

/** The same of a list in an order of its own, in which the key decides between items of one value. */
export interface SortedPageRequest {
  readonly limit: number;
  readonly after: { readonly value: string; readonly key: string } | null;
}

const KEY = /^\d{1,19}$/;

/** Checks `first`; names the argument and what is allowed. */
export function limitOf(first: number): number {
  if (first < 1 || first > MAX_PAGE) throw badInput('first', `must be from 1 to ${MAX_PAGE}.`);
  return first;
}

const notACursor = (): Error => badInput('after', 'must be a cursor taken from an earlier page.');

/** Checks `first` and `after`; each problem names the argument and what is allowed. */
export function pageRequest(first: number, after: string | null | undefined): PageRequest {
  const limit = limitOf(first);
  if (after == null) return { limit, after: null };
  const key = Buffer.from(after, 'base64url').toString();
  if (!key.startsWith('k') || !KEY.test(key.slice(1))) throw notACursor();
  return { limit, after: key.slice(1) };
}

/** Likewise. A cursor is of one order alone, named in it; `isValue` knows its values. */
export function sortedPageRequest(first: number, after: string | null | undefined, order: string, isValue: (text: string) => boolean): SortedPageRequest {
  const limit = limitOf(first);
  if (after == null) return { limit, after: null };
  const [of, at, key, ...more] = Buffer.from(after, 'base64url').toString().split(' ');
  if (of !== order || at === undefined || !isValue(at) || key === undefined || !KEY.test(key) || more.length > 0) throw badInput('after', 'must be a cursor taken from an earlier page in the same order.');
  return { limit, after: { value: at, key } };
}

type Key = string | number | bigint;

const encoded = (text: string): string => Buffer.from(text).toString('base64url');

function page<R, T>(rows: readonly R[], limit: number, cursorOf: (row: R) => string, nodeOf: (row: R) => T): Connection<T> {
  const edges = rows.slice(0, limit).map((row) => ({ cursor: encoded(cursorOf(row)), node: nodeOf(row) }));
  return { edges, pageInfo: { hasNextPage: rows.length > limit, endCursor: edges.at(-1)?.cursor ?? null } };
}

/** Makes a page of rows that were asked for with one more than the limit. Keys are internal numbers, never an IIN. */
export const pageOf = <R, T>(rows: readonly R[], limit: number, keyOf: (row: R) => Key, nodeOf: (row: R) => T): Connection<T> =>
  page(rows, limit, (row) => `k${keyOf(row)}`, nodeOf);

/** The same of a list in an order of its own. A value stands in the cursor, so it is one that whoever has the item may know, without spaces. */
export const sortedPageOf = <R, T>(rows: readonly R[], limit: number, order: string, placeOf: (row: R) => readonly [value: string, key: Key], nodeOf: (row: R) => T): Connection<T> =>
  page(rows, limit, (row) => [order, ...placeOf(row)].join(' '), nodeOf);
