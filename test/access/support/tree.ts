import { ARGUMENTS } from '../fields.js';
import { getNamedType, isLeafType, isListType, isNonNullType, isObjectType, isUnionType, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';

/** A field that is asked for, with what is asked of it. */
export interface Asked {
  /** Key in the answer. */
  readonly key: string;
  readonly type: string;
  readonly field: string;
  readonly arguments: string;
  readonly list: boolean;
  /** Type of what it gives; null for a leaf. */
  readonly gives: string | null;
  readonly below: readonly Asked[];
}

/** Asked in full of a region: of each of its districts it would be more than an operation may cost. */
const IN_FULL_ABOVE = new Set(['SchoolInfrastructure']);

/** What a tree is grown by. */
export interface Growth {
  readonly schema: GraphQLSchema;
  /** Types about nobody: where they hang on something else, their key is enough. */
  readonly isPublic: (type: string) => boolean;
  /** Whether the first person on the way is asked for everything that they have. */
  readonly whole: boolean;
  /** What is asked of a person within a person's record. */
  readonly within: (field: string) => boolean;
  /** Where this is given, one is asked for of fields that are decided upon alike, and all of an object of a type once. */
  readonly alike?: Alike | undefined;
}

/** What decides about fields, whether anything is decided below a type, and the types that the tree has already. */
export interface Alike {
  readonly decision: (type: string, field: string) => string;
  readonly decidesBelow: (type: GraphQLObjectType) => boolean;
  readonly met: Set<string>;
}

/** What an examination reads of an object, whatever it was asked for. */
const READ = new Set(['iin', 'programme', 'code']);

const PEOPLE = new Set(['Child', 'Person']);

/** About nobody, with a root of their own, at which everything is asked of them: where they hang on one another, their key is enough. */
const ROOTED = new Set(['Region', 'School', 'SchoolProject']);

const isList = (type: GraphQLOutputType): boolean => (isNonNullType(type) ? isList(type.ofType as GraphQLOutputType) : isListType(type));

const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => Object.values(type.getFields());

const isLeaf = ({ type }: GraphQLField<unknown, unknown>): boolean => isLeafType(getNamedType(type));

const asked = (parent: string, field: GraphQLField<unknown, unknown>, given: string, below: readonly Asked[]): Asked => {
  const named = getNamedType(field.type);
  return { key: field.name, type: parent, field: field.name, arguments: given, list: isList(field.type), gives: isLeafType(named) ? null : named.name, below };
};

const leavesOf = (type: GraphQLObjectType): Asked[] => fieldsOf(type).filter(isLeaf).map((field) => asked(type.name, field, '', []));

/** Everything that hangs on a type; a person within a person's record with the first field of everything that hangs on them. */
function growthOf(growth: Growth, type: GraphQLObjectType, above: readonly string[]): Asked[] {
  const before = growth.whole ? 0 : 1;
  const people = before + above.filter((name) => PEOPLE.has(name)).length + (PEOPLE.has(type.name) ? 1 : 0);
  if (people > 2) return keyOf(type);
  if (growth.isPublic(type.name) && above.some((name) => !growth.isPublic(name))) return keyOf(type);
  if (ROOTED.has(type.name) && above.some((name) => ROOTED.has(name))) return keyOf(type);
  if (IN_FULL_ABOVE.has(type.name) && above.includes('District')) return keyOf(type);
  const second = people === 2;
  const shallow = above.includes(type.name);
  const wanted = fieldsOf(type).filter(({ name }) => !second || !PEOPLE.has(type.name) || growth.within(name));
  const chosen = oneOfEach(growth, type, wanted);
  const inFull = firstOfTheirType(growth, chosen);
  return chosen.flatMap((field): Asked[] => {
    if (isLeaf(field)) return [asked(type.name, field, ARGUMENTS[`${type.name}.${field.name}`] ?? '', [])];
    const gives = getNamedType(field.type);
    if (!isObjectType(gives) || (shallow && !PEOPLE.has(gives.name))) return [];
    if (!inFull.has(field)) return [asked(type.name, field, ARGUMENTS[`${type.name}.${field.name}`] ?? '', keyOf(gives))];
    if (second && (PEOPLE.has(type.name) || above.some((name) => PEOPLE.has(name)))) return [asked(type.name, field, ARGUMENTS[`${type.name}.${field.name}`] ?? '', keyOf(gives))];
    return [asked(type.name, field, ARGUMENTS[`${type.name}.${field.name}`] ?? '', growthOf(growth, gives, [...above, type.name]))];
  });
}

/** Of fields that are decided upon alike, with nothing below that is decided otherwise, the first. */
function oneOfEach({ alike }: Growth, type: GraphQLObjectType, fields: readonly GraphQLField<unknown, unknown>[]): readonly GraphQLField<unknown, unknown>[] {
  if (alike === undefined) return fields;
  const nothingBelow = (field: GraphQLField<unknown, unknown>): boolean => {
    const gives = getNamedType(field.type);
    return isLeafType(gives) || (isObjectType(gives) && !alike.decidesBelow(gives));
  };
  const [same, others] = [fields.filter((field) => nothingBelow(field) && !READ.has(field.name)), fields.filter((field) => !nothingBelow(field) || READ.has(field.name))];
  const ofEach = [...Map.groupBy(same, (field) => `${alike.decision(type.name, field.name)} ${isLeaf(field)}`).values()].flatMap(([first]) => first ?? []);
  return [...others, ...ofEach];
}

/** The fields below which everything is asked for. People are met again by every way. */
function firstOfTheirType({ alike }: Growth, fields: readonly GraphQLField<unknown, unknown>[]): ReadonlySet<GraphQLField<unknown, unknown>> {
  return new Set(fields.filter((field) => {
    const gives = getNamedType(field.type);
    if (alike === undefined || !isObjectType(gives) || PEOPLE.has(gives.name)) return true;
    const isFirst = alike.decidesBelow(gives) && !alike.met.has(gives.name);
    alike.met.add(gives.name);
    return isFirst;
  }));
}

/** As much of an object as tells that it is there; of a person who they are. */
const keyOf = (type: GraphQLObjectType): Asked[] => leavesOf(type).filter(({ field }) => !PEOPLE.has(type.name) || field === 'iin').slice(0, 1);

/** What is asked of a root field: all that its type has. A union gives what each of its members has. */
export function grow(growth: Growth, root: GraphQLObjectType, name: string, given: string): Asked {
  const field = root.getFields()[name];
  if (field === undefined) throw new Error(`no ${root.name}.${name}`);
  const gives = getNamedType(field.type);
  const members = isUnionType(gives) ? gives.getTypes() : isObjectType(gives) ? [gives] : [];
  return asked(root.name, field, given, members.flatMap((type) => growthOf(growth, type, [])));
}

/** The same field with nothing but its object's type asked of it. */
export const bare = (tree: Asked): Asked => ({ ...tree, below: [] });

/** Each member of a union is a fragment, which is a selection, too. */
const fragmentsOf = ({ gives, below }: Asked): number => new Set(below.map(({ type }) => type).filter((type) => type !== gives)).size;

const size = (tree: Asked): number => 1 + (tree.gives === null ? 0 : 1 + fragmentsOf(tree)) + tree.below.reduce((sum, one) => sum + size(one), 0);

/** How many lists stand within each other, at most: what it costs grows with each. */
export const listsWithin = ({ list, below }: Asked): number => (list ? 1 : 0) + Math.max(0, ...below.map(listsWithin));

/** The same tree in parts of no more than so many selections each. */
export function split(tree: Asked, most: number): Asked[] {
  if (size(tree) <= most) return [tree];
  const parts: Asked[][] = [[]];
  let left = most - 2;
  for (const part of tree.below.flatMap((one) => split(one, most - 2))) {
    if (size(part) > left || parts.at(-1)?.some(({ key, type }) => key === part.key && type === part.type)) {
      parts.push([]);
      left = most - 2;
    }
    parts.at(-1)?.push(part);
    left -= size(part);
  }
  return parts.map((part) => ({ ...tree, below: part }));
}

/** Puts trees together into operations of no more than so many selections and root fields. */
export function pack(trees: readonly Asked[], { selections, roots }: { readonly selections: number; readonly roots: number }): Asked[][] {
  const operations: Asked[][] = [];
  for (const tree of trees) {
    const fits = operations.find((one) => one.length < roots && one.every(({ key }) => key !== tree.key) && one.reduce((sum, each) => sum + size(each), 0) + size(tree) <= selections);
    if (fits === undefined) operations.push([tree]);
    else fits.push(tree);
  }
  return operations;
}

function text({ key, field, arguments: given, gives, below: trees }: Asked): string {
  const name = key === field ? field : `${key}: ${field}`;
  if (gives === null) return `${name}${given === '' ? '' : `(${given})`}`;
  const byType = Map.groupBy(trees, ({ type }) => type);
  const inside = [...byType].map(([type, ones]) => (type === gives ? ones.map(text).join(' ') : `... on ${type} { ${ones.map(text).join(' ')} }`));
  const whose = PEOPLE.has(gives) && trees.every((one) => one.key !== 'iin') ? 'iin ' : '';
  return `${name}${given === '' ? '' : `(${given})`} { __typename ${whose}${inside.join(' ')} }`;
}

/** The operation that asks for trees; `$iin`, `$school` and `$sought` are variables where they are used. */
export function print(kind: 'query' | 'mutation', trees: readonly Asked[]): string {
  const body = trees.map(text).join('\n');
  const variables = [body.includes('$iin') ? '$iin: IIN!' : '', body.includes('$school') ? '$school: ID!' : '', body.includes('$sought') ? '$sought: IIN!' : ''].filter((one) => one !== '').join(', ');
  return `${kind} Matrix${variables === '' ? '' : `(${variables})`} { ${body} }`;
}
