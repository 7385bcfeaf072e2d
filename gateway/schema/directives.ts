import { Kind, type ConstArgumentNode, type ConstDirectiveNode } from 'graphql';

/** The directives of one name on an SDL element, in order. */
export const directivesNamed = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, name: string): readonly ConstDirectiveNode[] =>
  node.directives?.filter((directive) => directive.name.value === name) ?? [];

const argument = (directive: ConstDirectiveNode, name: string): ConstArgumentNode['value'] | undefined =>
  directive.arguments?.find((one) => one.name.value === name)?.value;

/** A string or enum argument of a directive; null when it is absent. */
export function textArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = argument(directive, name);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

/** Whether a boolean argument of a directive is given as `true`. */
export function flagArgument(directive: ConstDirectiveNode, name: string): boolean {
  const value = argument(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}
