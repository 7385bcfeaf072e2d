import { defaultFieldResolver, isObjectType, Kind, type ConstDirectiveNode, type GraphQLSchema, type ListValueNode } from 'graphql';
import { clientError } from '../errors.js';
import type { SubgraphContext } from '../context.js';
import { isScope, type Scope } from './scopes.js';

/** What `@authenticated` and `@requiresScopes` on a field and its type ask for. */
export interface FieldRule {
  readonly authenticated: boolean;
  /** Any one of the inner lists suffices, each in full (federation specification, `@requiresScopes`). */
  readonly scopes: readonly (readonly Scope[])[];
}

/** Reads the access directives of one SDL element; null when it has none. */
export function ruleOf(directives: readonly ConstDirectiveNode[] | undefined): FieldRule | null {
  const scopes = directives?.find(({ name }) => name.value === 'requiresScopes');
  const authenticated = directives?.some(({ name }) => name.value === 'authenticated') ?? false;
  if (scopes === undefined) return authenticated ? { authenticated, scopes: [] } : null;
  const value = scopes.arguments?.find(({ name }) => name.value === 'scopes')?.value as ListValueNode;
  return { authenticated: true, scopes: value.values.map((inner) => (inner as ListValueNode).values.map(scopeOf)) };
}

function scopeOf(node: ListValueNode['values'][number]): Scope {
  const value = node.kind === Kind.STRING ? node.value : undefined;
  if (!isScope(value)) throw new Error(`@requiresScopes names an unknown scope: ${value}`);
  return value;
}

/** Refuses by role and purpose only; nothing here depends on the child. */
export function checkRule(rule: FieldRule, context: Pick<SubgraphContext, 'viewer' | 'purpose' | 'scopes'>): void {
  if (context.viewer === null) throw clientError('UNAUTHENTICATED', 'This field needs an access token.');
  if (context.purpose === null) throw clientError('PURPOSE_MISSING', 'This field needs a purpose.');
  if (rule.scopes.length > 0 && !rule.scopes.some((all) => all.every((scope) => context.scopes.has(scope)))) {
    const allowed = rule.scopes.map((all) => all.join(' and ')).join(', or ');
    throw clientError('SCOPE_MISSING', `This field needs the field class ${allowed} under the purpose named.`);
  }
}

/**
 * The second check, after the gateway's: `_entities` and the ministry's own door reach fields without it, and
 * TypeGraphQL's `@Authorized` does not guard reference resolvers. The rules are read from the published SDL.
 */
export function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const ofType = ruleOf(type.astNode?.directives);
    for (const field of Object.values(type.getFields())) {
      const rules = [ofType, ruleOf(field.astNode?.directives)].filter((rule) => rule !== null);
      if (rules.length === 0) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: SubgraphContext, info) => {
        for (const rule of rules) checkRule(rule, context);
        return resolve(source, args, context, info);
      };
    }
  }
}
