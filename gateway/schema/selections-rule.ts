import { GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql';

/** Validation rule: Apollo Server's bound on selections, fragments expanded (`maxRecursiveSelections`), which it does not export. */
export const selectionsRule = (most: number): ValidationRule => (context) => ({
  OperationDefinition: (operation: OperationDefinitionNode) => {
    if (new Counter(context, most).selections(operation.selectionSet) > most) context.reportError(new GraphQLError(`It has more than ${most} selections.`, { nodes: operation }));
  },
});

class Counter {
  #counted = 0;
  /** A cycle is another rule's to report. */
  readonly #open = new Set<string>();

  constructor(
    private readonly context: ValidationContext,
    private readonly most: number,
  ) {}

  /** How many there are, or some number over the bound. */
  selections({ selections }: SelectionSetNode): number {
    for (const selection of selections) {
      this.#counted += 1;
      if (this.#counted > this.most) break;
      if (selection.kind === Kind.FRAGMENT_SPREAD) this.#spread(selection.name.value);
      else if (selection.selectionSet !== undefined) this.selections(selection.selectionSet);
    }
    return this.#counted;
  }

  #spread(name: string): void {
    const fragment = this.context.getFragment(name);
    if (!fragment || this.#open.has(name)) return;
    this.#open.add(name);
    this.selections(fragment.selectionSet);
    this.#open.delete(name);
  }
}
