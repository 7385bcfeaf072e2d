import { Kind, visit, type DirectiveNode, type DocumentNode } from 'graphql';

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include']);

const conditionOf = ({ arguments: given }: DirectiveNode) => given?.find(({ name }) => name.value === 'if')?.value;

/** Names of the variables that `@skip` and `@include` of a document look at, each once. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const value = CONDITIONS.has(directive.name.value) ? conditionOf(directive) : undefined;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Whether `@skip` and `@include` leave a selection in, given coerced variables. */
export function isIncluded(directives: readonly DirectiveNode[] | undefined, variables: Readonly<Record<string, unknown>>): boolean {
  return (directives ?? []).every((directive) => {
    if (!CONDITIONS.has(directive.name.value)) return true;
    const value = conditionOf(directive);
    const met = value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
    return met === (directive.name.value === 'include');
  });
}
