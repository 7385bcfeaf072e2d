import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** How large a document is. What belongs to one operation is that of its largest. */
export interface DocumentSize {
  readonly depth: number;
  /** With fragments expanded. */
  readonly selections: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly duplicates: number;
  readonly inputDepth: number;
  readonly inputItems: number;
}

/** Measures a document that was parsed and need not be valid, in a time that grows with its text and not with what its fragments expand to. */
export function sizeOf(document: DocumentNode): DocumentSize {
  const extents = new Extents(document);
  const operations = document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [extents.of(definition.selectionSet)] : []));
  return { ...operations.reduce(largest, NOTHING), ...countsOf(document) };
}

/** Of a selection set with everything below. */
interface Extent {
  readonly depth: number;
  readonly selections: number;
  readonly rootFields: number;
}

const NOTHING: Extent = { depth: 0, selections: 0, rootFields: 0 };

const largest = (one: Extent, other: Extent): Extent => ({
  depth: Math.max(one.depth, other.depth),
  selections: Math.max(one.selections, other.selections),
  rootFields: Math.max(one.rootFields, other.rootFields),
});

const together = (one: Extent, other: Extent): Extent => ({
  depth: Math.max(one.depth, other.depth),
  selections: one.selections + other.selections,
  rootFields: one.rootFields + other.rootFields,
});

class Extents {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment is measured once: twenty that spread one another twice would be a million. */
  readonly #known = new Map<string, Extent>();

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  of(set: SelectionSetNode | undefined): Extent {
    return (set?.selections ?? []).map((selection) => this.#selection(selection)).reduce(together, NOTHING);
  }

  #selection(selection: SelectionNode): Extent {
    if (selection.kind === Kind.FIELD) {
      const { depth, selections } = this.of(selection.selectionSet);
      return { depth: depth + 1, selections: selections + 1, rootFields: 1 };
    }
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? this.of(selection.selectionSet) : this.#fragment(selection.name.value);
    return { ...inner, selections: inner.selections + 1 };
  }

  #fragment(name: string): Extent {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // A cycle ends here, and is refused as one by validation.
    this.#known.set(name, NOTHING);
    const extent = this.of(this.#fragments.get(name)?.selectionSet);
    this.#known.set(name, extent);
    return extent;
  }
}

type Counts = Omit<DocumentSize, keyof Extent>;

function countsOf(document: DocumentNode): Counts {
  const counts = { aliases: 0, directives: 0, duplicates: 0, inputDepth: 0, inputItems: 0 };
  let nested = 0;
  const enter = (items: number): undefined => {
    nested += 1;
    counts.inputDepth = Math.max(counts.inputDepth, nested);
    counts.inputItems = Math.max(counts.inputItems, items);
  };
  const leave = (): undefined => void (nested -= 1);
  visit(document, {
    Field: ({ alias }) => void (counts.aliases += alias === undefined ? 0 : 1),
    Directive: () => void (counts.directives += 1),
    SelectionSet: ({ selections }) => void (counts.duplicates += repeatsIn(selections)),
    ListValue: { enter: ({ values }) => enter(values.length), leave },
    ObjectValue: { enter: () => enter(0), leave },
  });
  return counts;
}

/** Selections that say again what stands beside them: the same response key, or the same fragment. */
function repeatsIn(selections: readonly SelectionNode[]): number {
  const keys = selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return [];
    return [selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : `...${selection.name.value}`];
  });
  return keys.length - new Set(keys).size;
}
