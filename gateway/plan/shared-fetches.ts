import { Kind, parse, type SelectionNode } from 'graphql';
import type { FetchNode } from './nodes.js';
import type { Step } from './steps.js';

/** What is selected: fields without alias, arguments and directives, and types as `... on T`, each with what is below it. */
type Tree = ReadonlyMap<string, Tree | null>;

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
  const trees = steps.map(({ fetch }) => (whole ? shareable(fetch) : null));
  const groups = Map.groupBy(steps.keys(), (number) => keyOf(steps[number], trees[number] ?? null));
  return steps.map((step, number) => {
    const [key, tree] = [keyOf(step, trees[number] ?? null), trees[number] ?? null];
    const members = groups.get(key) ?? [];
    if (key === null || tree === null || members.length < 2) return { ...step, share: null };
    const selection = textOf(members.reduce((all, member) => union(all, trees[member] ?? all), tree));
    return { ...step, fetch: asking(step.fetch, selection), share: key };
  });
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
    const below = selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined ? null : treeOf(selection.selectionSet.selections);
    if (name === null || (below === null && selection.kind !== Kind.FIELD) || (below === null && selection.kind === Kind.FIELD && selection.selectionSet !== undefined)) return null;
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

/** Whom a step asks, what about, and for which fields of it. */
function keyOf(step: Step | undefined, tree: Tree | null): string | null {
  if (step === undefined || tree === null) return null;
  const { programme, requires, inputRewrites } = step.fetch;
  const fields = [...tree].map(([name, below]) => [name, [...(below?.keys() ?? [])].sort()]);
  return JSON.stringify([programme, requires, inputRewrites, fields]);
}

const asking = (fetch: FetchNode, selection: string): FetchNode => ({
  ...fetch,
  operation: `query($representations:[_Any!]!){_entities(representations:$representations)${selection}}`,
  operationName: null,
  entities: { selection, definitions: [] },
});
