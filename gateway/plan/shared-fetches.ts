import { Kind, parse, type SelectionNode } from 'graphql';
import type { FetchNode } from './nodes.js';
import type { Step } from './steps.js';

/** What is selected: fields without alias, arguments and directives, and types as `... on T`, each with what is below it. */
type Tree = ReadonlyMap<string, Tree | null>;

interface Wish {
  /** Whom it asks, what about, and for which fields of it. */
  readonly key: string;
  readonly tree: Tree;
}

/** A step that may take what it asks for from the answer to another. */
export interface SharingStep extends Step {
  /** The same for those steps that ask the same subgraph for the same about the same kind of objects; null for a step that shares nothing. */
  readonly share: string | null;
}

/**
 * Several sections of one object each require something of it from the subgraph that owns it, and the planner makes a fetch
 * for each of them. Such fetches are made to ask for one and the same, the union of their selections, so that whatever is
 * known by the first is not asked again. Only those that select the same fields of the object: nothing is read for somebody
 * who does not need it, but for what is below these fields.
 */
export function sharing(steps: readonly Step[]): readonly SharingStep[] {
  const whole = steps.every(({ fetch }) => fetch.readOnly);
  const wishes = steps.map(({ fetch }) => (whole ? wishOf(fetch) : null));
  const groups = Map.groupBy(wishes.filter((wish) => wish !== null), ({ key }) => key);
  return steps.map((step, number) => {
    const wish = wishes[number] ?? null;
    const members = wish === null ? [] : (groups.get(wish.key) ?? []);
    if (wish === null || members.length < 2) return { ...step, share: null };
    return { ...step, fetch: asking(step.fetch, textOf(members.map(({ tree }) => tree).reduce(union))), share: wish.key };
  });
}

/** What a fetch asks for; null where it may not be shared. */
function wishOf(fetch: FetchNode): Wish | null {
  const tree = shareable(fetch);
  return tree && { key: keyOf(fetch, tree), tree };
}

function shareable({ entities, variables, contexts }: FetchNode): Tree | null {
  if (entities === null || variables.length > 0 || contexts.length > 0) return null;
  const [definition] = parse(entities.selection).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? treeOf(definition.selectionSet.selections) : null;
}

/** Null where anything is selected in another way than by its name alone. */
function treeOf(selections: readonly SelectionNode[]): Tree | null {
  const tree = new Map<string, Tree | null>();
  for (const selection of selections) {
    const name = nameOf(selection);
    if (name === null || selection.kind === Kind.FRAGMENT_SPREAD) return null;
    const below = selection.selectionSet === undefined ? null : treeOf(selection.selectionSet.selections);
    if (below === null && selection.selectionSet !== undefined) return null;
    tree.set(name, mergedBelow(tree.get(name) ?? null, below));
  }
  return tree;
}

function nameOf(selection: SelectionNode): string | null {
  if ((selection.directives ?? []).length > 0) return null;
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition === undefined ? null : `... on ${selection.typeCondition.name.value}`;
  if (selection.kind !== Kind.FIELD || selection.alias !== undefined || (selection.arguments ?? []).length > 0) return null;
  return selection.name.value;
}

const mergedBelow = (one: Tree | null, other: Tree | null): Tree | null => (one === null || other === null ? one ?? other : union(one, other));

const union = (one: Tree, other: Tree): Tree => new Map([...one, ...[...other].map(([name, below]) => [name, mergedBelow(one.get(name) ?? null, below)] as const)]);

const textOf = (tree: Tree): string => `{${[...tree].map(([name, below]) => name + (below === null ? '' : textOf(below))).join(' ')}}`;

const keyOf = ({ programme, requires, inputRewrites }: FetchNode, tree: Tree): string =>
  JSON.stringify([programme, requires, inputRewrites, [...tree].map(([name, below]) => [name, [...(below?.keys() ?? [])].sort()])]);

const asking = (fetch: FetchNode, selection: string): FetchNode => ({
  ...fetch,
  operation: `query($representations:[_Any!]!){_entities(representations:$representations)${selection}}`,
  operationName: null,
  entities: { selection, definitions: [] },
});
