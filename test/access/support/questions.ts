import { getNamedType, isNonNullType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { CHILDREN, type Name } from './cast.js';
import { isIdentifiedTo, isStatic, peopleOf, type Asker, type Policy } from './policy-reader.js';
import { bare, grow, listsWithin, pack, split, type Alike, type Asked } from './tree.js';
import { isExhaustive } from '../../support/effort.js';
import { ARGUMENTS, FIELDS } from '../fields.js';
import { RECORDS } from '../policy.js';

/** Trees that are sent as one operation, and whom each of them is about. */
export interface Question {
  readonly trees: readonly Asked[];
  readonly aboutOf: (tree: Asked) => Name | null;
}

/** The gateway's bounds of one operation (gateway/bounds/table.ts), less what every object says of its type. */
interface Bounds {
  readonly selections: number;
  /** The same where lists stand within lists: what is fetched for each selection is many. */
  readonly ofLists: number;
  readonly roots: number;
}
const SIGNED_IN: Bounds = { selections: 265, ofLists: 265, roots: 20 };
const ANONYMOUS: Bounds = { selections: 120, ofLists: 25, roots: 5 };

const PUBLIC_TYPES = new Set(Object.entries(FIELDS).filter(([, classes]) => Object.keys(classes).every((kind) => kind === 'public')).map(([type]) => type));

const NOTHING_BELOW = { isPublic: () => true, whole: false, within: () => true };

/** Two who see everything are asked for every field of everybody whom they meet on the way; for the others a field of each class does. */
const isThorough = ({ who, purpose }: Asker): boolean => who === 'mother' || (who === 'caseworker here' && purpose === 'CHILD_PROFILE');

/** What is public is the same for everybody: these read all of it, everybody else what is at its roots. */
const readsThePublic = (asker: Asker): boolean => asker.who === 'anonymous' || isThorough(asker);

/**
 * Who is asked for every field that they may reach, one of each register and office among them; whoever else has a class of fields by the same
 * rule is asked for one field of the class at every place. That each field is declared to be of its class, `declarations.test.ts` looks at.
 */
const OF_EVERY_FIELD = new Set([
  'anonymous -', 'registry, whole country CIVIL_REGISTRATION', 'benefits, whole country BENEFIT_ASSESSMENT', 'benefits, whole country AUDIT_ANSWER', 'savings, whole country SAVINGS_ADMINISTRATION',
  'foster-families, whole country CARE_SUPERVISION', 'caseworker there CHILD_PROFILE', 'schools, whole country EDUCATION_PLANNING', 'auditor AUDIT_ANALYSIS', 'auditor AUDIT_CASE', 'operator OPERATIONS',
]);

/** How much somebody is asked for of one person. */
type Depth = 'every way' | 'every field' | 'every class';

/** Who is asked for every field of a record: one of each relation to a child, whose records have what others have not. */
const OF_EVERY_RECORD = new Set(['mother', 'father', 'guardian', 'professional carer', 'foster parent', 'mother of the shielded', 'mother of the placed', 'self, 16', 'self, 18', 'caseworker there']);

/** `isRecord`: whether a person's record is asked for; else a register or an office, which those of its ministry see and hardly anybody else. */
function depthOf(asker: Asker, about: Name, first: boolean, isRecord: boolean): Depth {
  if (isExhaustive()) return isThorough(asker) ? 'every way' : 'every field';
  // A grown-up leads to children whom the one who asks has no right to.
  if (isThorough(asker) && (first || !isChild(about))) return 'every way';
  if (isThorough(asker) && about === 'shielded') return 'every field';
  if (isRecord) return OF_EVERY_RECORD.has(asker.who) ? 'every field' : 'every class';
  return first && OF_EVERY_FIELD.has(`${asker.who} ${asker.purpose ?? '-'}`) ? 'every field' : 'every class';
}

/** Of a person within a record, whom every way leads to by the same key: who they are, and what tells a place. */
const OF_WHOEVER_IS_MET = new Set(['iin', 'sex', 'residence']);

/** One field of each class of a record. */
const SAMPLES = new Set(['iin', 'sex', 'birthOrder', 'residence', 'benefits', 'savings', 'care', 'schooling', 'children']);

/** What is asked of a person within a person's record. */
const WITHIN: Readonly<Record<Depth, (field: string) => boolean>> = {
  'every way': () => true,
  'every field': (field) => SAMPLES.has(field),
  'every class': (field) => OF_WHOEVER_IS_MET.has(field),
};

/** What is asked of one schema, so that every field is met by every way to it. */
export class Questions {
  readonly #roots: GraphQLObjectType;
  /** By root field and what it was grown by: the same trees are asked by everybody, and to grow one takes as long as an answer. */
  readonly #grown = new Map<string, Asked>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly policy: Policy,
    private readonly iin: Readonly<Record<Name, string>>,
  ) {
    const root = schema.getQueryType();
    if (root == null) throw new Error('no queries');
    this.#roots = root;
  }

  /** All that somebody asks: everything about one person of each of their rows, and samples of everybody. */
  of(asker: Asker): Question[] {
    return [...representatives(asker).flatMap((name, i) => this.#everything(asker, name, i === 0)), ...this.#samples(asker)];
  }

  readonly #decided = new Map<string, boolean>();

  readonly #alike = (): Alike => ({ decision: (type, field) => this.policy.decision(type, field), decidesBelow: (type) => this.#decidesBelow(type), met: new Set() });

  /** Whether any field is decided upon for itself, on a type or on what hangs on it. */
  #decidesBelow(type: GraphQLObjectType): boolean {
    const known = this.#decided.get(type.name);
    if (known !== undefined) return known;
    const reached = new Set([type]);
    // Grows while it is gone through.
    for (const one of reached) for (const field of Object.values(one.getFields())) if (isObjectType(getNamedType(field.type))) reached.add(getNamedType(field.type) as GraphQLObjectType);
    const decides = [...reached].some((one) => Object.keys(one.getFields()).some((field) => this.policy.decides(one.name, field)));
    this.#decided.set(type.name, decides);
    return decides;
  }

  #names(): string[] {
    return Object.keys(this.#roots.getFields());
  }

  #tree(name: string, whole: boolean, depth: Depth): Asked {
    const given = ARGUMENTS[`Query.${name}`] ?? '';
    const needed = this.#roots.getFields()[name]?.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
    if (given === '' && needed === true) throw new Error(`Query.${name} needs arguments: add them to ARGUMENTS`);
    const growth = { schema: this.schema, isPublic: (type: string) => PUBLIC_TYPES.has(type), whole, within: WITHIN[depth], alike: depth === 'every class' ? this.#alike() : undefined };
    return this.#once(`${name} ${whole} ${depth}`, () => grow(growth, this.#roots, name, given));
  }

  /** A root field with what makes its object known, whatever is asked of it. */
  #plain(name: string, given: string): Asked {
    return { ...this.#once(name, () => grow({ schema: this.schema, ...NOTHING_BELOW }, this.#roots, name, '')), arguments: given };
  }

  #once(key: string, make: () => Asked): Asked {
    const tree = this.#grown.get(key) ?? make();
    this.#grown.set(key, tree);
    return tree;
  }

  /**
   * Every field by every way, of one person. What is about nobody in particular is asked once. Root fields share an operation where it has room:
   * an operation costs more than what it asks, in transactions, nonces and records.
   */
  #everything(asker: Asker, about: Name, first: boolean): Question[] {
    const names = this.#names().filter((name) => first || isAbout(name));
    const trees = names.map((name) => this.#tree(name, name === (isChild(about) ? 'child' : 'person'), depthOf(asker, about, first, this.policy.classOf('Query', name)?.marks.has('record') === true)));
    const isPublic = ({ field }: Asked): boolean => this.policy.classOf('Query', field)?.marks.has('public') === true;
    const atOnce = (tree: Asked): boolean => this.#closed(asker, tree, about) || (isPublic(tree) && !readsThePublic(asker));
    const [short, open] = [trees.filter(atOnce), trees.filter((tree) => !atOnce(tree))];
    const bounds = boundsOf(asker);
    const small = open.filter((tree) => isPublic(tree) && listsWithin(tree) < 2);
    const parts = open.filter((tree) => !small.includes(tree)).flatMap((tree) => split(tree, listsWithin(tree) < 2 ? bounds.selections : bounds.ofLists));
    const operations = [...pack([...short.map(bare), ...small], bounds), ...pack(parts, bounds)];
    return operations.map((operation) => ({ trees: operation, aboutOf: () => about }));
  }

  /** Whether nothing of a root field comes out, so that what would hang on it need not be asked. */
  #closed(asker: Asker, { field }: Asked, about: Name): boolean {
    const found = this.policy.classOf('Query', field);
    if (found === undefined || found.marks.has('public')) return false;
    const byOffice = found.offices.length > 0 ? this.policy.office(asker, found.offices) : null;
    if (byOffice !== null && found.columns.length === 0) return byOffice !== '+';
    if (byOffice === '+') return this.policy.register(asker, field).refused !== null;
    const row = this.policy.record(asker, about);
    if (found.marks.has('record')) return row.record !== '+';
    if (found.marks.has('identified')) return !isIdentifiedTo(asker);
    if (found.marks.has('own')) return isStatic(row.record);
    return found.columns.some((column) => isStatic(row[column])) || this.policy.register(asker, field).refused !== null;
  }

  /** Of everybody one field of each class, and whether a register has them; of the registers, who stands in them. */
  #samples(asker: Asker): Question[] {
    const whose = new Map<string, Name>();
    const of = (root: string, name: Name, below: (trees: readonly Asked[]) => readonly Asked[]): Asked => {
      const tree = this.#plain(root, `iin: "${this.iin[name]}"`);
      const key = `${root}_${name}`;
      whose.set(key, name);
      return { ...tree, key, below: below(tree.below) };
    };
    const roots = this.#names().filter((name) => isAbout(name) && this.#tellsApart(asker, name));
    const everybody = Object.keys(this.iin) as Name[];
    const records = everybody.map((name) => (isChild(name) ? 'child' : 'person')).flatMap((root, i) => (roots.includes(root) ? [of(root, everybody[i] as Name, sample)] : []));
    const registers = roots.filter((root) => this.policy.classOf('Query', root)?.marks.has('register') === true).flatMap((root) => everybody.map((name) => of(root, name, () => [])));
    const lists = this.#names().filter((name) => isPage(name) && this.#tellsApart(asker, name)).map((name): Asked => {
      const tree = this.#plain(name, 'first: 50');
      return { ...tree, key: `all_${name}`, below: whoeverIsIn(tree.below) };
    });
    const bounds = boundsOf(asker);
    return [...pack(lists, bounds), ...pack(records, bounds), ...pack(registers, bounds)].map((trees) => ({ trees, aboutOf: ({ key }) => whose.get(key) ?? null }));
  }

  /** Whether a root field answers differently for different people. */
  #tellsApart(asker: Asker, field: string): boolean {
    const { marks, offices = [] } = this.policy.classOf('Query', field) ?? {};
    if (offices.length > 0) return false;
    return marks?.has('register') === true ? this.policy.register(asker, field).refused === null : !isStatic(this.policy.record(asker, null).record);
  }
}

const isAbout = (name: string): boolean => (ARGUMENTS[`Query.${name}`] ?? '').includes('$iin');

const isPage = (name: string): boolean => (ARGUMENTS[`Query.${name}`] ?? '').startsWith('first');

const isChild = (name: Name): boolean => (CHILDREN as readonly string[]).includes(name);

/** What one operation of somebody's may have. */
export const boundsOf = ({ who }: Asker): Bounds => (who === 'anonymous' ? ANONYMOUS : SIGNED_IN);

const sample = (trees: readonly Asked[]): Asked[] =>
  trees.filter(({ field }) => SAMPLES.has(field)).map((one) => ({ ...one, below: one.below.filter(({ field, gives }) => gives === null && ['iin', 'address'].includes(field)) }));

/** Of a page the children and nothing else. */
const whoeverIsIn = (trees: readonly Asked[]): Asked[] =>
  trees
    .filter(({ field, gives }) => field === 'edges' || field === 'node' || gives === 'Child' || field === 'iin')
    .map((one) => ({ ...one, below: one.gives === 'Child' ? one.below.filter(({ field }) => field === 'iin') : whoeverIsIn(one.below) }));

/** Who stands for the others of a row: a child, and a grown-up. */
function representatives({ who, purpose }: Asker): Name[] {
  const rows = RECORDS.split('\n').map((line) => line.split('|').map((cell) => cell.trim())).filter(([name, under]) => name === who && under === (purpose ?? '-'));
  const found = rows.flatMap(([, , about = '']) => {
    const names = peopleOf(about.split(/\s+/)).filter((name) => name !== 'anybody') as Name[];
    return [names.find(isChild), names.find((name) => !isChild(name))].filter((name) => name !== undefined);
  });
  return found.length === 0 ? ['child'] : found;
}
