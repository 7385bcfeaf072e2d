import type { Cast, Name } from './cast.js';
import { actorOf, isIdentifiedTo, isStatic, type Asker, type Policy } from './policy-reader.js';
import type { Asked } from './tree.js';
import { CARE_OFFICIALS, CODES, RECEIVED, SHIELDED_PROGRAMMES, type Letter } from '../policy.js';

/**
 * At which door somebody asks: of the gateway, which refuses by role and purpose before anything is fetched, of the registry, or of
 * a programme, where nobody is anything to anybody: what hangs on a child opens by the register alone.
 */
export type Door = 'gateway' | 'registry' | 'programme';

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly path?: readonly (string | number)[]; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** How the object was reached whose field is looked at. */
interface Way {
  readonly by: 'nothing' | 'record' | 'register';
  readonly about: Name | null;
  /** In a register: who may stand in it; null where it was asked by key. */
  readonly listed: ReadonlySet<string> | 'anybody' | null;
  readonly empty: boolean;
  readonly guardsPlace: boolean;
}

const START: Way = { by: 'nothing', about: null, listed: null, empty: false, guardsPlace: false };

/** Which coordinates were seen with a value, and which refused to somebody. */
export interface Evidence {
  readonly shown: Set<string>;
  readonly refused: Set<string>;
}

const has = (people: ReadonlySet<string> | 'anybody', name: Name | null): boolean => people === 'anybody' || people.has(name ?? '');

/** Registry's own children among the people that a root field by IIN is asked about. */
const BY_IIN = /Of$/;

/** Compares one answer with the policy. */
export class Examination {
  readonly faults: string[] = [];
  readonly #errors = new Map<string, string>();
  /** What `#before` has said: it is asked for every item of a list. */
  readonly #said = new Map<Asked, Letter>();

  constructor(
    private readonly policy: Policy,
    private readonly cast: Cast,
    private readonly asker: Asker,
    private readonly door: Door,
    private readonly evidence: Evidence,
    /** Whom a root field with an IIN is about. */
    private readonly aboutOf: (tree: Asked) => Name | null,
    private readonly mutationLetter: (field: string) => Letter = () => 'R',
  ) {}

  /** What differs from the policy, in words; nothing when all is as it should be. */
  of(trees: readonly Asked[], { data, errors }: Answer): string[] {
    if (data == null) return [`no data: ${JSON.stringify(errors)}`];
    if (this.door === 'gateway') this.#refusedBefore(trees, []);
    this.#object(trees, data, [], START);
    const actual = new Set(errors.map(({ path, extensions }) => `${(path ?? []).join('.')} ${String(extensions['code'])}`));
    const expected = new Set([...this.#errors].map(([path, code]) => `${path} ${code}`));
    for (const one of expected.difference(actual)) this.faults.push(`not refused: ${one}`);
    for (const one of actual.difference(expected)) this.faults.push(`refused: ${one}`);
    return this.faults;
  }

  /** What role and purpose say of a field, whomever it is about; `+` where they do not refuse it. */
  #before(tree: Asked): Letter {
    const letter = this.#said.get(tree) ?? this.#sayBefore(tree);
    this.#said.set(tree, letter);
    return letter;
  }

  #sayBefore({ type, field }: Asked): Letter {
    const found = this.policy.classOf(type, field);
    if (found === undefined) return '+';
    const row = this.policy.record(this.asker, null);
    if (found.marks.has('public')) return '+';
    const byOffice = found.offices.length > 0 ? this.policy.office(this.asker, found.offices) : null;
    if (byOffice !== null && (byOffice === '+' || found.columns.length === 0)) return byOffice;
    if (found.columns.length > 0) return found.columns.map((column) => row[column]).find(isStatic) ?? '+';
    return isStatic(row.record) ? row.record : '+';
  }

  /** The gateway's refusals stand once for all items of a list, whatever is found. */
  #refusedBefore(trees: readonly Asked[], path: readonly string[]): void {
    for (const tree of trees) {
      const here = [...path, tree.key];
      const letter = this.#before(tree);
      if (isStatic(letter)) this.#refuse(tree, here, letter);
      else this.#refusedBefore(tree.below, tree.list ? [...here, '@'] : here);
    }
  }

  #refuse({ type, field }: Asked, path: readonly (string | number)[], letter: Letter, code = letter === '+' ? '' : CODES[letter]): void {
    this.evidence.refused.add(`${type}.${field}`);
    this.#errors.set(path.join('.'), code);
  }

  #object(trees: readonly Asked[], data: Readonly<Record<string, unknown>>, path: readonly (string | number)[], way: Way): void {
    const typename = data['__typename'];
    for (const tree of trees) {
      if (typename !== undefined && tree.type !== typename && path.length > 0) continue;
      this.#field(tree, data[tree.key], [...path, tree.key], way);
    }
  }

  #field(tree: Asked, value: unknown, path: readonly (string | number)[], way: Way): void {
    const before = this.#before(tree);
    if (isStatic(before)) {
      if (this.door !== 'gateway') this.#refuse(tree, path, before);
      if (value !== null) this.faults.push(`${path.join('.')} is there, and ${before}`);
      return;
    }
    const [letter, next, code] = this.#decide(tree, way);
    if (letter !== '+') {
      this.#refuse(tree, path, letter, code);
      if (value !== null) this.faults.push(`${path.join('.')} is there, and ${letter}`);
      return;
    }
    this.#shown(tree, value, path, next);
  }

  #shown(tree: Asked, value: unknown, path: readonly (string | number)[], way: Way): void {
    const blank = this.policy.classOf(tree.type, tree.field)?.marks.has('blank') === true && way.about !== null && this.policy.record(this.asker, way.about).place !== '+';
    if (blank && value !== null) this.faults.push(`${path.join('.')} is there, and should be blank`);
    if (value === undefined) this.faults.push(`${path.join('.')} is missing`);
    if (value === null || value === undefined) return;
    if (!Array.isArray(value) || value.length > 0) this.evidence.shown.add(`${tree.type}.${tree.field}`);
    if (way.empty && Array.isArray(value) && value.length > 0) this.faults.push(`${path.join('.')} is not empty`);
    if (tree.gives === null) return;
    const items = Array.isArray(value) ? value.map((item, i) => [item as unknown, [...path, i]] as const) : [[value, path] as const];
    for (const [item, at] of items) if (item !== null) this.#tells(tree, item as Record<string, unknown>, at, way);
    for (const [item, at] of items) if (item !== null) this.#object(tree.below, item as Record<string, unknown>, at, this.#into(tree, item as Record<string, unknown>, at, way));
  }

  /** Whether an award or a case may stand in a shielded child's section. */
  #tells({ gives }: Asked, item: Readonly<Record<string, unknown>>, path: readonly (string | number)[], { by, about }: Way): void {
    if ((gives !== 'BenefitAward' && gives !== 'BenefitCase') || by !== 'record' || about !== 'shielded' || this.policy.record(this.asker, about).place === '+') return;
    const code = (item['programme'] as { readonly code: string } | null | undefined)?.code;
    const open = `${SHIELDED_PROGRAMMES} ${RECEIVED[this.asker.who] ?? ''}`.split(' ');
    if (code !== undefined && !open.includes(code)) this.faults.push(`${path.join('.')}: ${code} stands in the section of a shielded child`);
  }

  /** A person found on the way has a record of their own, whatever led there. */
  #into({ gives }: Asked, item: Readonly<Record<string, unknown>>, path: readonly (string | number)[], way: Way): Way {
    if (gives !== 'Child' && gives !== 'Person') return way;
    const iin = item['iin'];
    const about = typeof iin === 'string' ? (this.cast.nameOf.get(iin) ?? null) : way.about;
    if (about === null) this.faults.push(`${path.join('.')} is nobody of the cast`);
    if (gives === 'Child' && way.by === 'register' && way.listed !== null && !has(way.listed, about)) this.faults.push(`${path.join('.')}: ${String(about)} stands in a register where they must not`);
    return { ...START, by: 'record', about };
  }

  #decide(tree: Asked, way: Way): readonly [Letter, Way, string?] {
    const { type, field } = tree;
    if (type === 'Mutation') return [this.mutationLetter(field), { ...START, by: 'register' }];
    const found = this.policy.classOf(type, field);
    if (found === undefined) return ['+', way];
    const { columns, marks } = found;
    if (marks.has('record')) return [this.#recordLetter(tree), { ...START, by: 'record', about: this.aboutOf(tree) }];
    if (marks.has('register')) return this.#registerLetter(tree);
    if (marks.has('identified')) return [isIdentifiedTo(this.asker) ? '+' : 'W', START];
    if (columns.length === 0) return ['+', way];
    const row = this.policy.record(this.asker, way.about);
    const closed = columns.map((column) => row[column]).find((letter) => letter !== '+') ?? '+';
    if (marks.has('registry') && actorOf(this.asker.who)?.role !== 'ministry:registry') return ['R', way];
    const open = this.#roleLetter(marks);
    if (marks.has('log')) return [closed === '+' && !this.policy.readsLog(this.asker, way.about) ? 'W' : closed, way];
    // Opened by the relation, it has what the record has, whatever the register shows.
    if (marks.has('facts') && way.by === 'register') return this.door === 'programme' ? ['W', way, 'UNAVAILABLE'] : [closed, { ...way, by: 'record', empty: false }];
    if (way.by === 'register') return [marks.has('place') && way.guardsPlace && way.about === 'shielded' ? 'W' : open, way];
    if (this.door === 'programme') return ['W', way];
    const letter = closed === '+' && marks.has('place') ? row.place : closed;
    return [letter === '+' ? open : letter, way];
  }

  /** What the role says of a field that not everybody has to whom the record is open. */
  #roleLetter(marks: ReadonlySet<string>): Letter {
    const role = actorOf(this.asker.who)?.role ?? '';
    if (marks.has('authority')) return role === 'ministry:foster-families' ? '+' : 'R';
    return marks.has('officials') && !CARE_OFFICIALS.includes(role) ? 'R' : '+';
  }

  #recordLetter(tree: Asked): Letter {
    const about = this.aboutOf(tree);
    const { record } = this.policy.record(this.asker, about);
    // Whoever is no child has no child's record.
    return tree.field === 'child' && record === '+' && about !== null && this.cast.adults.has(about) ? 'W' : record;
  }

  #registerLetter(tree: Asked): readonly [Letter, Way] {
    const { refused, open, empty, guardsPlace } = this.policy.register(this.asker, tree.field);
    const about = BY_IIN.test(tree.field) ? this.aboutOf(tree) : null;
    const inside = about === null || has(open, about);
    const actor = actorOf(this.asker.who);
    const own = about !== null && actor?.role !== 'citizen' && actor?.person === about;
    const letter = own ? 'W' : (refused ?? (inside || empty ? '+' : 'W'));
    return [letter, { by: 'register', about, listed: about === null ? open : null, empty: !inside, guardsPlace }];
  }
}
