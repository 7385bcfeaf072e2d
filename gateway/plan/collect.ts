import { jsonString } from './json-text.js';
import { property, quoted, type Code } from './code.js';
import { contextPlace, givenBy } from './contexts.js';
import { valueAt } from './missing.js';
import type { Needers } from './needers.js';
import { isObject, type Data, type FetchNode } from './nodes.js';
import { PlanError } from './plan-error.js';
import { requiredOf, requiredTypes, type RequiredField } from './required.js';
import type { PossibleTypes } from '../schema/possible-types.js';
import type { Step } from './steps.js';

/** What one fetch asks about: equal representations once, however many objects they stand for. */
export class Collected {
  /** Representations as JSON. */
  readonly texts: string[] = [];
  /** The type that each of them is asked for as. */
  readonly types: string[] = [];
  readonly targets: Data[] = [];
  /** Number of the representation that stands for each target. */
  readonly numbers: number[] = [];
  /** Objects of which something that the fetch requires could not be had, and why. */
  readonly failed: (readonly [Data, PlanError])[] = [];
  /** Objects that are asked about although something required could not be had: the key, and why. */
  readonly lacking: (readonly [Data, string, PlanError])[] = [];
  /** The first object that each representation stands for. */
  readonly firsts: Data[] = [];
  /** Numbers by text; made where the text is all that tells representations apart. */
  #known: Map<string, number> | null = null;
  /** Numbers by type, then by the value of the first field. */
  #keyed: Map<string, Map<string, number>> | null = null;
  #parts: Map<string, Collected> | null = null;

  constructor(
    /** Whether no text of the data has anything that JSON escapes. */
    readonly isPlain: boolean,
    /** Members of the request's variables. */
    readonly context = '',
  ) {}

  /** What is asked with variables of its own. */
  within(context: string): Collected {
    this.#parts ??= new Map();
    const known = this.#parts.get(context) ?? new Collected(this.isPlain, context);
    this.#parts.set(context, known);
    return known;
  }

  parts(): Iterable<Collected> {
    return this.#parts?.values() ?? [this];
  }

  add(target: Data, text: string, type: string): void {
    const number = this.#numberOf(text);
    if (number === undefined) this.first(target, text, type);
    else this.again(target, number);
  }

  /** Numbers of representations of a type by the value of their first field, so that a text need not be made to see that it is there. */
  keyed(type: string): Map<string, number> {
    this.#keyed ??= new Map();
    let known = this.#keyed.get(type);
    if (known === undefined) this.#keyed.set(type, (known = new Map()));
    return known;
  }

  /** Adds what is known to be new, and says its number. */
  first(target: Data, text: string, type: string): number {
    const number = this.texts.push(text) - 1;
    this.types.push(type);
    this.firsts.push(target);
    this.#known?.set(text, number);
    this.again(target, number);
    return number;
  }

  /** Adds another object that a representation stands for. */
  again(target: Data, number: number): void {
    this.targets.push(target);
    this.numbers.push(number);
  }

  #numberOf(text: string): number | undefined {
    if (this.texts.length === 0) return undefined;
    this.#known ??= new Map(this.texts.map((one, number) => [one, number]));
    return this.#known.get(text);
  }

  fail(target: Data, error: PlanError): void {
    this.failed.push([target, error]);
  }
}

/** Finds the objects that a fetch is for, and what it says of each. */
export type Collector = (data: Data, collected: Collected) => void;

/** A required value: its JSON, why it could not be had, or null where it is not there at all. */
type Written = string | PlanError | null;

/** Whether an object that says its type satisfies conditions around a field below it. */
type Satisfies = (object: Data, on: readonly string[]) => boolean;

/**
 * Writes the collector of a fetch of entities. An object that is not of the fetch's type, or whose key is not there, is passed
 * over. One of which something required could not be had is not asked about, as if that were null: what a programme
 * derives from a fact that is merely unavailable would be wrong, and look right. Where it is known which fields need that
 * (`needers`), it is asked for the others, and what it says of those is not taken.
 */
export function defineCollector(code: Code, { fetch: { requires, inputRewrites, contexts }, path }: Step, types: PossibleTypes, needers: Needers): string {
  const selections = requires ?? [];
  const representing = new Representing(code, satisfying(types), needers);
  const cases = requiredTypes(selections, types).map((type) => `case ${quoted(type)}: {\n${representing.body(requiredOf(type, selections, inputRewrites, types))}\nreturn; }`);
  const one = code.define('o, c', `switch (o.__typename) {\n${cases.join('\n')}\n}`);
  return code.define('o0, c', walk(path, 0, contexts.length === 0 ? one : defineWithin(code, one, { contexts, path, types })));
}

/** Wraps a function for one object, `(o, c, …)`, in one that hands it the part of what is collected that has its variables. */
function defineWithin(code: Code, one: string, { contexts, path, types }: { contexts: FetchNode['contexts']; path: readonly string[]; types: PossibleTypes }): string {
  const given = code.constant(giver(contexts, types));
  // `o0` is the root, and each element of a path steps to the next.
  const objects = contexts.map(({ up }) => `o${contextPlace(path, up).length}`).join(', ');
  return `((o, c) => { const g = ${given}(${objects}); if (typeof g === 'string') ${one}(o, c.within(g)); else c.within("").fail(o, g); })`;
}

/** Steps along a path, through lists; where there is a null, an error or nothing, there is nothing to do. */
function walk([key, ...rest]: readonly string[], depth: number, call: string): string {
  const here = `o${depth}`;
  if (key === undefined) return `if (typeof ${here} === 'object' && ${here} !== null) ${call}(${here}, c);`;
  if (key === '@') return `if (Array.isArray(${here})) for (const o${depth + 1} of ${here}) {\n${walk(rest, depth + 1, call)}\n}`;
  return `if (typeof ${here} === 'object' && ${here} !== null) {\nconst o${depth + 1} = ${property(here, key)};\n${walk(rest, depth + 1, call)}\n}`;
}

class Representing {
  constructor(
    private readonly code: Code,
    private readonly satisfies: Satisfies,
    private readonly needers: Needers,
  ) {}

  /** Statements that add `o` to `c`, or what is missing of it. */
  body(fields: readonly RequiredField[]): string {
    const lines: string[] = [];
    const parts: string[] = [];
    for (const [index, field] of fields.entries()) {
      const name = `${index === 0 ? '{' : ','}${JSON.stringify(field.name)}:`;
      if (field.fixed !== null) parts.push(quoted(name + field.fixed));
      else parts.push(quoted(name), this.#value(field, `v${index}`, lines));
    }
    const type = quoted(String(JSON.parse(fields.find(({ key }) => key === '__typename')?.fixed ?? '""')));
    const text = `${parts.join(' + ')} + "}"`;
    const told = toldApart(fields, type, this.code.constant(areSame));
    if (told === null) return [...lines, `c.add(o, ${text}, ${type});`].join('\n');
    return [told, ...lines, `if (isKey && n === undefined) m.set(k, c.first(o, ${text}, ${type})); else c.add(o, ${text}, ${type});`].join('\n');
  }

  /** Appends statements that leave when a value is not to be had; an expression for its JSON. */
  #value({ key, fields }: RequiredField, name: string, lines: string[]): string {
    const lacking = this.needers.has(key) ? `if (${name} !== null) { c.lacking.push([o, ${quoted(key)}, ${name}]); ${name} = "null"; } else return;` : `if (${name} !== null) c.fail(o, ${name}); return;`;
    const other = this.code.constant(fields === null ? writeLeaf : writerBelow(fields, this.satisfies));
    lines.push(
      `let ${name} = ${property('o', key)};`,
      `if (typeof ${name} === 'string') ${name} = c.isPlain ? '"' + ${name} + '"' : ${this.code.constant(jsonString)}(${name});`,
      `else { if (${name} === undefined) ${name} = ${this.code.constant(valueAt)}(o, ${quoted(key)}); ${name} = ${other}(${name}); if (typeof ${name} !== 'string') { ${lacking} } }`,
    );
    return name;
  }
}

/**
 * The short way for an object whose values are those of one that was asked about before: found by its first value, where that is
 * a text, and compared with the others. Null where something required has fields of its own.
 */
function toldApart(fields: readonly RequiredField[], type: string, compare: string): string | null {
  const [first, ...others] = fields.filter(({ fixed }) => fixed === null);
  if (first === undefined || fields.some((field) => field.fields !== null)) return null;
  const same = others.map(({ key }) => `${compare}(${property('o', key)}, ${property('f', key)})`);
  const again = 'return c.again(o, n);';
  const found = same.length === 0 ? again : `{ const f = c.firsts[n]; if (${same.join(' && ')}) ${again} }`;
  return `const k = ${property('o', first.key)}, isKey = typeof k === 'string', m = c.keyed(${type}), n = isKey ? m.get(k) : undefined;\nif (n !== undefined) ${found}`;
}

/** Not so for what has to be looked into, or is not there. */
const areSame = (a: unknown, b: unknown): boolean => a === b && (typeof a === 'string' || typeof a === 'number' || typeof a === 'boolean');

// What is kept of a plan is made apart, so that it does not keep all that the plan was compiled with.
const satisfying = (types: PossibleTypes): Satisfies => (object, on) => on.every((condition) => types.satisfies(object['__typename'], condition));
const writerBelow = (fields: readonly RequiredField[], satisfies: Satisfies) => (value: unknown): Written => writeBelow(value, fields, satisfies);
const giver = (contexts: FetchNode['contexts'], types: PossibleTypes) => (...objects: readonly unknown[]): ReturnType<typeof givenBy> => givenBy(contexts, objects, types);

function writeLeaf(value: unknown): Written {
  if (typeof value === 'number') return String(value);
  if (value === undefined) return null;
  return value instanceof PlanError ? value : JSON.stringify(value);
}

function writeBelow(value: unknown, fields: readonly RequiredField[], satisfies: Satisfies): Written {
  if (Array.isArray(value)) return writeList(value, fields, satisfies);
  return isObject(value) ? writeObject(value, fields, satisfies) : writeLeaf(value);
}

function writeList(items: readonly unknown[], fields: readonly RequiredField[], satisfies: Satisfies): Written {
  const written = items.map((item) => writeBelow(item, fields, satisfies) ?? 'null');
  return written.find((item) => item instanceof PlanError) ?? `[${written.join(',')}]`;
}

function writeObject(object: Data, fields: readonly RequiredField[], satisfies: Satisfies): Written {
  const parts: string[] = [];
  for (const { key, name, fields: below, on } of fields) {
    if (!satisfies(object, on)) continue;
    const value = Object.hasOwn(object, key) ? object[key] : valueAt(object, key);
    const written = below === null ? writeLeaf(value) : writeBelow(value, below, satisfies);
    if (written === null) return 'null';
    if (written instanceof PlanError) return written;
    parts.push(`${JSON.stringify(name)}:${written}`);
  }
  return `{${parts.join(',')}}`;
}
