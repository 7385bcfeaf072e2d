import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';
import { directivesNamed, flagArgument, numberArgument, textsArgument } from '../../schema/directives.js';
import type { PossibleTypes } from '../../schema/possible-types.js';

/** What `@listSize` says of a field. */
export interface ListSize {
  /** Items to expect where no slicing argument says how many. */
  readonly assumed: number | null;
  /** Arguments that bound the number of items. */
  readonly slicing: readonly string[];
  /** Lists within the field's type that the size is of; empty where it is of the field itself. */
  readonly sizedFields: readonly string[];
  readonly requireOne: boolean;
}

/** A directive is called by its own name where a subgraph imports it, and by its specification's where none does. */
const LIST_SIZE = ['listSize', 'cost__listSize'] as const;

interface Element {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** `@cost` and `@listSize` of a supergraph, by schema coordinate; the API schema has neither. */
export class CostModel {
  readonly #weights = new Map<string, number>();
  readonly #sizes = new Map<string, ListSize>();

  constructor(
    supergraph: DocumentNode,
    private readonly possibleTypes: PossibleTypes,
  ) {
    for (const type of supergraph.definitions) {
      if (!('name' in type) || type.name === undefined || !('directives' in type) || type.kind === Kind.DIRECTIVE_DEFINITION) continue;
      this.#weigh(type.name.value, type as Element);
      for (const field of 'fields' in type ? (type.fields ?? []) : []) this.#read(`${type.name.value}.${field.name.value}`, field);
    }
  }

  /** The weight of a type, or of a field of an input object; null where nothing is said. */
  weightOf(coordinate: string): number | null {
    return this.#weights.get(coordinate) ?? null;
  }

  /** The weight of a field, or of one of its arguments; through an interface the largest of those behind it. */
  weightOfField(parent: string, field: string, argument: string | null = null): number | null {
    const weights = this.#homes(parent).map((type) => this.#weights.get(argument === null ? `${type}.${field}` : `${type}.${field}(${argument}:)`));
    const said = weights.filter((weight) => weight !== undefined);
    return said.length === 0 ? null : Math.max(...said);
  }

  sizeOf(parent: string, field: string): ListSize | null {
    return this.#homes(parent).map((type) => this.#sizes.get(`${type}.${field}`)).find((size) => size !== undefined) ?? null;
  }

  #homes(parent: string): string[] {
    return [parent, ...this.possibleTypes.of(parent)];
  }

  #read(coordinate: string, field: FieldDefinitionNode | InputValueDefinitionNode): void {
    this.#weigh(coordinate, field);
    if (field.kind !== Kind.FIELD_DEFINITION) return;
    for (const argument of field.arguments ?? []) this.#weigh(`${coordinate}(${argument.name.value}:)`, argument);
    const [directive] = LIST_SIZE.flatMap((name) => directivesNamed(field, name));
    if (directive === undefined) return;
    this.#sizes.set(coordinate, {
      assumed: numberArgument(directive, 'assumedSize'),
      slicing: textsArgument(directive, 'slicingArguments'),
      sizedFields: textsArgument(directive, 'sizedFields'),
      requireOne: flagArgument(directive, 'requireOneSlicingArgument', true),
    });
  }

  #weigh(coordinate: string, element: Element): void {
    const [directive] = directivesNamed(element, 'cost');
    const weight = directive === undefined ? null : numberArgument(directive, 'weight');
    if (weight !== null) this.#weights.set(coordinate, weight);
  }
}
