import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

/** The union of an enum made by `enumType`. */
export type EnumValue<E extends object> = keyof E;

/**
 * A GraphQL enum whose values are their own names: `{ FEMALE: 'what it means' }` becomes an object of names for code and a
 * described enum in the SDL.
 */
export function enumType<const V extends Record<string, string>>(
  name: string,
  description: string,
  values: V,
): { readonly [K in keyof V]: K } {
  const names = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as { readonly [K in keyof V]: K };
  const valuesConfig = Object.fromEntries(
    Object.entries(values).map(([value, text]) => [value, { description: text }]),
  ) as { [K in keyof V]: { description: string } };
  registerEnumType<typeof names>(names, { name, description, valuesConfig });
  return names;
}
