import { getNamedType, isAbstractType, isObjectType, isUnionType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { expect, it } from 'vitest';
import { loadModule } from '../../local/bootstrap/subgraph-modules.js';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import type { FederatedSchema } from '../../subgraphs/shared/federation.js';
import { isAboutNobody, type Subjects } from '../../subgraphs/shared/ledger/subject-rules.js';

/** Types that say something only by the object that has them; reference data has them, too. */
const VALUES: ReadonlySet<string> = new Set(['Money']);

/** Values right at the root, which would be about nobody. There are none. */
const ROOT_LEAVES: readonly string[] = ['Query._service'];

const load = async (name: string): Promise<{ schema: GraphQLSchema; subjects: Subjects }> => {
  const { schema } = (await loadModule(`subgraphs/${name}/schema`)) as { schema: FederatedSchema };
  const { subjects } = (await loadModule(`subgraphs/${name}/subjects`)) as { subjects: Subjects };
  return { schema: schema.gateway, subjects };
};

const concrete = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];

/** Every way to an object type from the root on which nobody is known whom the object is about. */
function waysWithoutAnybody(schema: GraphQLSchema, subjects: Subjects): string[] {
  const ways: string[] = [];
  const seen = new Set<string>();
  const visit = (type: GraphQLObjectType, somebody: boolean, way: string): void => {
    const nobody = isAboutNobody(subjects, type.name);
    const about = subjects.of[type.name] !== undefined || (somebody && !nobody);
    if (!about && !nobody && !VALUES.has(type.name)) ways.push(way);
    const key = `${type.name} ${about}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const field of Object.values(type.getFields())) for (const next of concrete(schema, getNamedType(field.type))) visit(next, about, `${way} > ${field.name}: ${next.name}`);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (field.name === '_service') continue;
      for (const type of concrete(schema, getNamedType(field.type))) visit(type, false, `${root?.name}.${field.name}: ${type.name}`);
    }
  }
  return ways;
}

it.each(SUBGRAPHS)('every object of %s is about somebody known, or declared to be about nobody', async (name) => {
  const { schema, subjects } = await load(name);
  expect(waysWithoutAnybody(schema, subjects)).toEqual([]);
});

it.each(SUBGRAPHS)('the declarations of %s are of types that it has, each in one list', async (name) => {
  const { schema, subjects } = await load(name);
  const declared = [...Object.keys(subjects.of), ...subjects.nobody];
  expect(declared.filter((type) => !isObjectType(schema.getType(type)))).toEqual([]);
  expect(new Set(declared).size).toBe(declared.length);
});

it.each(SUBGRAPHS)('no root field of %s is a value, which would be about nobody', async (name) => {
  const { schema } = await load(name);
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((root) => Object.values(root?.getFields() ?? {}).map((field) => ({ root, field })));
  const leaves = roots.filter(({ field }) => !isObjectType(getNamedType(field.type)) && !isUnionType(getNamedType(field.type)));
  expect(leaves.map(({ root, field }) => `${root?.name}.${field.name}`).filter((leaf) => !ROOT_LEAVES.includes(leaf))).toEqual([]);
});
