import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { contextPlace, keysIn } from './contexts.js';
import type { FetchNode, PlanNode } from './nodes.js';
import type { Shape } from './shape.js';

/** One call of a plan, and which of the calls before it bring what it needs. */
export interface Step {
  readonly fetch: FetchNode;
  /** Where the objects are that it fetches for; `@` steps into the items of a list. */
  readonly path: readonly string[];
  /** Numbers of the steps that must have ended before it starts. */
  readonly after: readonly number[];
}

interface Placed {
  readonly fetch: FetchNode;
  readonly path: readonly string[];
  /** Steps that the planner has put before it. */
  readonly before: readonly number[];
}

/**
 * The calls of a plan in the planner's order, each with those whose results it uses. The planner puts calls into rounds, each
 * of which waits for the slowest of the one before; what a call really waits for are the steps that bring the objects it
 * is for and the fields it requires. Mutations keep the planner's order, since their order is their meaning.
 */
export function stepsOf(plan: PlanNode | null): readonly Step[] {
  const placed: Placed[] = [];
  if (plan !== null) place(plan, [], [], placed);
  const ordered = placed.some(({ fetch }) => !fetch.readOnly);
  const writes = placed.map(({ fetch, path }) => new Set(written(keysOf(path), fetch.shape)));
  return placed.map(({ fetch, path, before }) => ({ fetch, path, after: ordered ? before : providersOf(fetch, path, before, writes) }));
}

/** Numbers the fetches below a node; returns those that whatever comes after the node comes after. */
function place(node: PlanNode, path: readonly string[], before: readonly number[], placed: Placed[]): readonly number[] {
  switch (node.kind) {
    case 'Sequence':
      return node.nodes.reduce((all, child) => [...all, ...place(child, path, [...before, ...all], placed)], [] as readonly number[]);
    case 'Parallel':
      return node.nodes.flatMap((child) => place(child, path, before, placed));
    case 'Flatten':
      return place(node.node, [...path, ...node.path], before, placed);
    case 'Fetch':
      placed.push({ fetch: node, path, before });
      return [placed.length - 1];
    default:
      return node satisfies never;
  }
}

/** The steps that write something which a fetch reads: all before it where it reads what none is known to write. */
function providersOf(fetch: FetchNode, path: readonly string[], before: readonly number[], writes: readonly ReadonlySet<string>[]): readonly number[] {
  if (fetch.requires === null) return [];
  const reads = [...readBy(fetch.requires, keysOf(path)), ...readAbove(fetch, path)];
  const providing = (read: string): readonly number[] => before.filter((step) => writes[step]?.has(read) === true);
  const providers = reads.map(providing);
  return providers.some((steps) => steps.length === 0) ? before : [...new Set(providers.flat())].sort((a, b) => a - b);
}

/** A place in the data without regard to lists. */
export const keysOf = (path: readonly string[]): readonly string[] => path.filter((key) => key !== '@');

export const placeOf = (keys: readonly string[]): string => keys.join('.');

const written = (at: readonly string[], shape: Shape): string[] =>
  shape.flatMap(({ target, fields }) => [placeOf([...at, target]), ...(fields === null ? [] : written([...at, target], fields))]);

/** Every object on the way, and every field that is required there. A type's name is looked at only where it is required. */
function readBy(requires: readonly QueryPlanSelectionNode[], at: readonly string[]): string[] {
  return [...at.map((_key, index) => placeOf(at.slice(0, index + 1))), ...requiredAt(requires, at)];
}

/** What the variables of a fetch come from, in objects above those that it is for. */
const readAbove = ({ contexts }: FetchNode, path: readonly string[]): string[] =>
  contexts.flatMap(({ up, places }) => places.flatMap((where) => {
    const keys = keysIn(where);
    return keys.map((_key, index) => placeOf([...keysOf(contextPlace(path, up)), ...keys.slice(0, index + 1)]));
  }));

function requiredAt(requires: readonly QueryPlanSelectionNode[], at: readonly string[]): string[] {
  return requires.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') return requiredAt(selection.selections, at);
    const here = [...at, selection.alias ?? selection.name];
    return [placeOf(here), ...(selection.selections === undefined ? [] : requiredAt(selection.selections, here))];
  });
}
