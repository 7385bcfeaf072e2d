import { createHash } from 'node:crypto';
import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Of each document that is kept, once: Apollo Server keeps a parsed document while it is in use. */
const known = new WeakMap<DocumentNode, string>();

function coordinatesOf(document: DocumentNode, schema: GraphQLSchema): string[] {
  const types = new TypeInfo(schema);
  const found = new Set<string>();
  visit(document, visitWithTypeInfo(types, { Field: (field) => void found.add(`${types.getParentType()?.name}.${field.name.value}`) }));
  return [...found].sort();
}

/**
 * A name for what a document asks: twelve hexadecimal digits over the schema coordinates that it selects. The text itself
 * is not hashed, because an IIN may stand in it, as a value, an alias or a name, and all IINs are hashed in minutes.
 */
export function operationHash(document: DocumentNode, schema: GraphQLSchema): string {
  const found = known.get(document);
  if (found !== undefined) return found;
  const hash = createHash('sha256').update(coordinatesOf(document, schema).join('\n')).digest('hex').slice(0, 12);
  known.set(document, hash);
  return hash;
}
