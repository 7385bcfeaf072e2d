import { executeSync, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** Answers what an operation asks of the schema itself: JSON by response key. */
export type Introspection = (variables: Readonly<Record<string, unknown>>) => ReadonlyMap<string, string>;

const OF_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type']);

/** The introspection in an operation; null when there is none. graphql-js answers it, from the API schema. */
export function introspectionOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Introspection | null {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const selections = rootFields(operation.selectionSet, new Map(fragments.map((fragment) => [fragment.name.value, fragment])));
  if (selections.length === 0) return null;
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments] };
  return (variables) => {
    const { data } = executeSync({ schema, document: asked, variableValues: variables });
    return new Map(Object.entries(data ?? {}).map(([key, value]) => [key, JSON.stringify(value)]));
  };
}

/** What of a root's selections asks of the schema, with whatever conditions stand around it. */
function rootFields({ selections }: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): readonly SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return OF_THE_SCHEMA.has(selection.name.value) ? [selection] : [];
    const set = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
    const below = set === undefined ? [] : rootFields(set, fragments);
    return below.length === 0 ? [] : [{ kind: Kind.INLINE_FRAGMENT, directives: selection.directives ?? [], selectionSet: { kind: Kind.SELECTION_SET, selections: below } }];
  });
}
