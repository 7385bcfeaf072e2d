import { isEnumType, isInputObjectType, isObjectType, isScalarType, isSpecifiedScalarType, type GraphQLSchema } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const MACHINERY = /^(_|__|link__|federation__)/;

function describedParts(schema: GraphQLSchema): [string, string | null | undefined][] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (MACHINERY.test(type.name) || isSpecifiedScalarType(type) || type.name === 'FieldSet') return [];
    const parts: [string, string | null | undefined][] = type.name === 'Query' || type.name === 'Mutation' ? [] : [[type.name, type.description]];
    if (isScalarType(type)) return parts;
    if (isEnumType(type)) return [...parts, ...type.getValues().map((value): [string, string | null | undefined] => [`${type.name}.${value.name}`, value.description])];
    if (isInputObjectType(type)) return [...parts, ...Object.values(type.getFields()).map((field): [string, string | null | undefined] => [`${type.name}.${field.name}`, field.description])];
    if (!isObjectType(type)) return parts;
    return [
      ...parts,
      ...Object.values(type.getFields())
        .filter((field) => !MACHINERY.test(field.name))
        .flatMap((field): [string, string | null | undefined][] => [
          [`${type.name}.${field.name}`, field.description],
          ...field.args.map((arg): [string, string | null | undefined] => [`${type.name}.${field.name}(${arg.name}:)`, arg.description]),
        ]),
    ];
  });
}

/** The SDL is the public manual: every type, field, argument and enum value says what it means. */
export function descriptionProblems(schemas: Readonly<Record<string, { readonly sdl: string }>>): string[] {
  return Object.entries(schemas).flatMap(([name, { sdl }]) =>
    describedParts(buildSubgraphSchema(parse(sdl)))
      .filter(([, description]) => !description?.trim())
      .map(([coordinate]) => `description: ${coordinate} of ${name} has none`),
  );
}
