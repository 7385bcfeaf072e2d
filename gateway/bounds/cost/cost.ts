/**
 * What an operation may cost, as far as its document says: a number, or a sum with lists in it whose length a variable says.
 * Plain JSON, so that it crosses threads.
 */
export type Cost = number | CostSum;

export interface CostSum {
  readonly fixed: number;
  readonly lists: readonly CostOfList[];
}

export interface CostOfList {
  readonly size: ListLength;
  readonly each: Cost;
}

/** How many items a list may have. */
export interface ListLength {
  /** Schema coordinates of the slicing arguments that are given, e.g. `Query.findings(first:)`. */
  readonly at: readonly string[];
  /** As slicing arguments say by a literal. */
  readonly literal: number | null;
  /** Variables that stand in slicing arguments. */
  readonly variables: readonly string[];
  /** Where no slicing argument has a value. */
  readonly otherwise: number;
}

/** A cost worked out, and the most items that a slicing argument asks for. */
export interface Worth {
  readonly cost: number;
  readonly listSize: number;
  /** Schema coordinate of that argument; null where there is none. */
  readonly listAt: string | null;
}

/** The cost with variables that have been coerced. */
export function worthOf(cost: Cost, variables: Readonly<Record<string, unknown>>): Worth {
  if (typeof cost === 'number') return { cost, listSize: 0, listAt: null };
  let [sum, longest] = [cost.fixed, 0];
  let listAt: string | null = null;
  for (const { size, each } of cost.lists) {
    const asked = askedOf(size, variables);
    const inner = worthOf(each, variables);
    sum += (asked ?? size.otherwise) * inner.cost;
    for (const [length, at] of [[asked ?? 0, size.at.join(', ')], [inner.listSize, inner.listAt]] as const) {
      if (length > longest) [longest, listAt] = [length, at];
    }
  }
  return { cost: sum, listSize: longest, listAt };
}

function askedOf({ literal, variables: names }: ListLength, variables: Readonly<Record<string, unknown>>): number | null {
  const given = names.map((name) => variables[name]).filter((value) => typeof value === 'number');
  if (literal !== null) given.push(literal);
  return given.length === 0 ? null : Math.max(0, ...given);
}

/** Whether the cost depends on variables. */
export const isOpen = (cost: Cost): boolean =>
  typeof cost !== 'number' && cost.lists.some(({ size, each }) => size.variables.length > 0 || isOpen(each));
