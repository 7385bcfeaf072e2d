import {
  astFromValue, getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isLeafType, isObjectType, isRequiredArgument, isRequiredInputField, isUnionType, print,
  type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { ADOPTED, BODIES, BORN, HOME, PEOPLE, PLACED, PLACES } from './people.js';
import { FIRST_KEY, publicId } from './row.js';

/** One question: a root field and a way down from it, drawn as numbers, so that it shrinks to the shortest way with the fewest arguments. */
export interface Probe {
  readonly root: number;
  readonly steps: readonly number[];
  /** Which values the arguments have, in the order in which they come; left out where there are no more. */
  readonly values: readonly number[];
  /** How it is written: plainly, with fragments, with variables, or with nothing that is met on the way (`AT_THE_END`), of today or of `A_PAST_DAY`. */
  readonly style: number;
}

/** An operation, as it is sent. */
export interface Document {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const AT_THE_END = 3;
const A_PAST_DAY = 4;

/** Before the adoption and the placement. */
const PAST = '2020-06-01';

const cursor = (key: number): string => Buffer.from(`k${key}`).toString('base64url');

const IDS = [publicId(300), publicId(301), publicId(101), publicId(102), publicId(103), publicId(1), publicId(2), publicId(200), publicId(500), PEOPLE.nobody];

/** Values of the scalars: both answers to every secret, what is known besides, and what is on no record. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  IIN: [PEOPLE.child, PEOPLE.adopted, PEOPLE.earlier, PEOPLE.mother, PEOPLE.sibling, ...PEOPLE.carers.A, ...PEOPLE.carers.B, PEOPLE.wards.A, PEOPLE.wards.B, ...PEOPLE.adopters, PEOPLE.birthMother, PEOPLE.nobody],
  KATO: [PLACES.A.region, PLACES.B.region, HOME.region, PLACES.A.district, PLACES.B.district, HOME.district],
  Date: [PLACED, '2026-09-15', '2025-02-28', BORN, ADOPTED, '2030-01-01'],
  ID: IDS,
  BIN: Object.values(BODIES),
  Decimal: ['0', '1000', '50000', '50000.01'],
  String: [-1, 0, 1, 2, 3, 10, 12, 20].map((n) => cursor(FIRST_KEY + n)),
  Int: [1, 2, 9, 0, 20, 100],
  UUID: ['0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55', '6f1c2b9e-3d84-4a57-b0e2-7c5a9d1f8e43'],
  Boolean: [true, false],
};

/** Writes one operation out of probes. */
class Writer {
  readonly variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #values: number[] = [];
  #style = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  operation(probes: readonly Probe[]): Document {
    const roots = rootFieldsOf(this.schema);
    const selected = probes.map((probe, n) => {
      const root = at(roots, probe.root);
      this.#values.splice(0, Infinity, ...probe.values);
      this.#style = probe.style;
      return `p${n}: ${this.#field(root, probe.steps)}`;
    });
    const declared = this.#declared.length === 0 ? '' : `query (${this.#declared.join(', ')}) `;
    return { query: `${declared}{ ${selected.join(' ')} }`, variables: this.variables };
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, steps: readonly number[]): string {
    const given = args.flatMap((argument) => this.#argument(argument));
    return `${name}${listed(given)}${this.#selection(getNamedType(type), steps)}`;
  }

  /** Every leaf of a type that can be asked without an argument, and the field that the next step takes. */
  #selection(type: GraphQLNamedType, steps: readonly number[]): string {
    if (isLeafType(type)) return '';
    if (isUnionType(type)) return ' { __typename }';
    if (!isObjectType(type)) throw new Error(`${type.name} is not asked for`);
    const fields = fieldsOf(type);
    const further = this.#further(type, steps);
    const onTheWay = this.#style >= AT_THE_END && further.length > 0;
    const leaves = onTheWay ? [] : fields.filter(({ type: returned }) => isLeafType(getNamedType(returned))).map((field) => this.#leaf(field));
    const parts = [...leaves, ...further];
    const set = parts.length === 0 ? '__typename' : parts.join(' ');
    return this.#style === 1 ? ` { ... on ${type.name} { ${set} } }` : ` { ${set} }`;
  }

  /** Whatever depends on a day, as of today or of the past day; its other arguments are left out. */
  #leaf({ name, args }: GraphQLField<unknown, unknown>): string {
    return this.#style === A_PAST_DAY ? `${name}${listed(args.flatMap((argument) => this.#argument(argument)))}` : name;
  }

  #further(type: GraphQLObjectType, steps: readonly number[]): string[] {
    const objects = objectFieldsOf(type);
    if (objects.length === 0) return [];
    // A page says nothing without its items.
    if (isPassage(type)) return objects.map((field) => this.#field(field, steps));
    const [step, ...rest] = steps;
    if (step === undefined) return [];
    const field = at(objects, step);
    return [`n: ${this.#field(field, rest)}`];
  }

  #argument(argument: GraphQLArgument): string[] {
    const value = this.#value(argument.type, isRequiredArgument(argument));
    if (value === undefined) return [];
    if (this.#style !== 2) {
      const node = astFromValue(value, argument.type);
      return node == null ? [] : [`${argument.name}: ${print(node)}`];
    }
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(argument.type)}`);
    this.variables[name] = value;
    return [`${argument.name}: $${name}`];
  }

  /** Drawn: 0 leaves out what may be left out. */
  #value(type: GraphQLInputType, required: boolean): unknown {
    const drawn = this.#values.shift() ?? 0;
    if (this.#style === A_PAST_DAY && !required && String(type) === 'Date') return PAST;
    if (drawn === 0 && !required) return undefined;
    const named = getNullableType(type);
    if (isListType(named)) return [this.#value(named.ofType, true)];
    if (isEnumType(named)) return at(named.getValues(), drawn).value;
    if (isInputObjectType(named)) {
      const given = Object.values(named.getFields()).flatMap((field: GraphQLInputField) => {
        const value = this.#value(field.type, isRequiredInputField(field));
        return value === undefined ? [] : [[field.name, value] as const];
      });
      return Object.fromEntries(given);
    }
    return at(VALUES[String(named)] ?? [], drawn);
  }
}

function at<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));

const objectFieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => fieldsOf(type).filter(({ type: returned }) => isObjectType(getNamedType(returned)));

const rootFieldsOf = (schema: GraphQLSchema): GraphQLField<unknown, unknown>[] => Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));

const listed = (parts: readonly string[]): string => (parts.length === 0 ? '' : `(${parts.join(', ')})`);

const isPassage = ({ name }: GraphQLObjectType): boolean => name.endsWith('Connection') || name.endsWith('Edge');

/** What says the same whoever is asked about. */
const STATIC: ReadonlySet<string> = new Set(['PersonName', 'NameParts', 'Money', 'BenefitProgramme', 'PlacementForm', 'PageInfo', 'SchoolFeatures', 'SchoolProject', 'ProjectCount', 'BuildingProgress', 'ProgrammeTarget', 'BuildingCostNorm', 'Citizenship', 'LifeStatus', 'District']);

/** Every way down from a type, of at most so many steps, that does not come to a type a second time. */
function ways(type: GraphQLNamedType, steps: number, passed: readonly string[] = []): number[][] {
  if (!isObjectType(type) || STATIC.has(type.name) || passed.includes(type.name)) return [];
  const objects = objectFieldsOf(type);
  if (isPassage(type)) return objects.flatMap((field) => ways(getNamedType(field.type), steps, passed));
  const further = steps === 0 ? [] : objects.flatMap((field, n) => ways(getNamedType(field.type), steps - 1, [...passed, type.name]).map((way) => [n, ...way]));
  return [[], ...further];
}

const MOST_PROBES = 12;

/**
 * Operations that ask everything within so many steps of one person, one after another: each root field that names a person, and whatever it leads to;
 * each list, page by page. They are what an attacker does first, and need no luck.
 */
export function sweep(schema: GraphQLSchema, iin: string, steps: number): readonly (readonly Probe[])[] {
  const [known, words] = [sweeps.get(schema) ?? new Map<string, Probe[][]>(), JSON.stringify([iin, steps])];
  const found = known.get(words) ?? everythingAsked(schema, iin, steps);
  sweeps.set(schema, known.set(words, found));
  return found;
}

/** Everybody at a door asks the same, which takes longer to draw up than to ask. */
const sweeps = new WeakMap<GraphQLSchema, Map<string, Probe[][]>>();

function everythingAsked(schema: GraphQLSchema, iin: string, steps: number): Probe[][] {
  const person = (VALUES['IIN'] ?? []).indexOf(iin);
  const roots = rootFieldsOf(schema).flatMap(({ args, type }, root) => {
    const names = args.some((argument) => String(getNullableType(argument.type)) === 'IIN');
    const values = args.map((argument) => (isRequiredArgument(argument) && names ? person : 0));
    return ways(getNamedType(type), names ? steps : 1).flatMap((way) => {
      const today: Probe = { root, steps: way, values, style: AT_THE_END };
      const before: Probe = { ...today, style: A_PAST_DAY };
      return documentOf(schema, [today]).query === documentOf(schema, [before]).query ? [today] : [today, before];
    });
  });
  return Array.from({ length: Math.ceil(roots.length / MOST_PROBES) }, (_, n) => roots.slice(n * MOST_PROBES, (n + 1) * MOST_PROBES));
}

/** The operation that some probes make over a schema. */
export const documentOf = (schema: GraphQLSchema, probes: readonly Probe[]): Document => new Writer(schema).operation(probes);

/** Which root fields a schema has, in the order in which probes number them. */
export const rootsOf = (schema: GraphQLSchema): string[] => rootFieldsOf(schema).map(({ name }) => name);

