import { isTypeDefinitionNode, isTypeExtensionNode, type DocumentNode, type GraphQLField, type GraphQLCompositeType } from 'graphql';
import { ruleOf, type FieldRule } from '../../subgraphs/shared/access/guard.js';
import type { PossibleTypes } from '../schema/possible-types.js';
import { namedTypeOf } from '../schema/named-type.js';

/** The access rules of a supergraph, read from its SDL: the API schema no longer has them. */
export class AccessRules {
  readonly #rules = new Map<string, FieldRule>();
  readonly #ofField = new Map<string, readonly FieldRule[]>();
  /** The type that each field returns: behind an interface it may be a narrower one than the interface says. */
  readonly #returned = new Map<string, string>();

  constructor(
    supergraph: DocumentNode,
    private readonly possibleTypes: PossibleTypes,
  ) {
    for (const type of supergraph.definitions) {
      if (!isTypeDefinitionNode(type) && !isTypeExtensionNode(type)) continue;
      this.#add(type.name.value, ruleOf(type.directives));
      for (const field of ('fields' in type && type.fields) || []) {
        const coordinate = `${type.name.value}.${field.name.value}`;
        this.#add(coordinate, ruleOf(field.directives));
        this.#returned.set(coordinate, namedTypeOf(field.type));
      }
    }
  }

  /**
   * Every rule that stands before a selection of `field` on `parent`, all of which must be met: those of the field, of
   * its parent type and of the type it returns. Through an interface a field is what any implementing type has there,
   * so the rules of all of them apply; a client that may see one of them only asks in a fragment on that type.
   */
  before(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): readonly FieldRule[] {
    const coordinate = `${parent.name}.${field.name}`;
    const known = this.#ofField.get(coordinate);
    if (known !== undefined) return known;
    const owners = [parent.name, ...this.possibleTypes.of(parent.name)];
    const names = new Set(owners.flatMap((owner) => [owner, `${owner}.${field.name}`, this.#returned.get(`${owner}.${field.name}`) ?? owner]));
    const rules = [...names].map((name) => this.#rules.get(name)).filter((rule) => rule !== undefined);
    this.#ofField.set(coordinate, rules);
    return rules;
  }

  #add(name: string, rule: FieldRule | null): void {
    if (rule !== null) this.#rules.set(name, rule);
  }
}
