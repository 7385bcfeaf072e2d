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

/** A boolean argument of a directive; `standard` when it is absent. */
export function flagArgument(directive: ConstDirectiveNode, name: string, standard = false): boolean {
  const value = argument(directive, name);
  return value?.kind === Kind.BOOLEAN ? value.value : standard;
}

/** A whole number that a directive has as an argument; null when it is absent. */
export function numberArgument(directive: ConstDirectiveNode, name: string): number | null {
  const value = argument(directive, name);
  return value?.kind === Kind.INT ? Number(value.value) : null;
}

/** A list of strings that a directive has as an argument; empty when it is absent. */
export function textsArgument(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = argument(directive, name);
  return value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];
}
