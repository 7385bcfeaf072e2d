import { Code, property, quoted } from '../plan/code.js';
import { jsonString } from '../plan/json-text.js';
import type { Data } from '../plan/nodes.js';
import { PlanError } from '../plan/plan-error.js';
import type { Graph } from '../schema/graph.js';
import { outlineOf, type FieldOutline, type ObjectOutline, type Shaped, type TypeOutline, type ValueOutline } from './outline.js';
import { writeObject } from './outline-writer.js';
import type { Place, Text, Writing } from './writing.js';

/** Writes the response's data as JSON; undefined when a value that must not be null is, up to the root. */
export type Writer = (data: Data, writing: Writing) => Text;

/** To compile a function and to run it for the first time takes longer than to read an outline so often. */
const COMPILED_AFTER = 3;

/**
 * What writes the responses of an operation: by its outline at first, since many documents come once; then by functions
 * that are compiled for it.
 */
export function writerOf(graph: Pick<Graph, 'apiSchema' | 'ownership'>, shaped: Shaped, variables: Readonly<Record<string, unknown>>): Writer {
  let outline: ObjectOutline | null = outlineOf(graph, shaped, variables);
  let compiled: Writer | null = null;
  let written = 0;
  return (data, writing) => {
    if (outline !== null) {
      written += 1;
      if (written <= COMPILED_AFTER) return writeObject(outline, data, writing);
      compiled = compileWriter(outline);
      outline = null;
    }
    return compiled?.(data, writing);
  };
}

/** Compiles the writing of a response: a function for each place and type of the operation, for exactly what stands there. */
export function compileWriter(outline: ObjectOutline): Writer {
  const compiler = new WriterCompiler();
  return compiler.compile(outline);
}

class WriterCompiler {
  readonly #code = new Code();
  readonly #functions = new Map<ObjectOutline, string>();

  compile(root: ObjectOutline): Writer {
    const write = this.#object(root);
    return this.#code.compile(write) as Writer;
  }

  /** A function of `(o, x)` for objects of one type. */
  #object(outline: ObjectOutline): string {
    const known = this.#functions.get(outline);
    if (known !== undefined) return known;
    const lines = outline.fields.flatMap((field, index) => [...this.#field(field), `s ${index === 0 ? '=' : '+='} ${quoted(field.open)} + v;`]);
    const made = this.#code.define('o, x', ['let v, s;', ...lines, outline.fields.length === 0 ? 'return "{}";' : 'return s + "}";'].join('\n'));
    this.#functions.set(outline, made);
    return made;
  }

  /** Statements that leave a field's text in `v`, or leave the function. */
  #field({ value: field }: FieldOutline): string[] {
    switch (field.kind) {
      case 'FIXED':
        return [`v = ${quoted(field.text)};`];
      case 'NONE':
        return [field.place === null ? 'return undefined;' : `return x.failed(${this.#code.constant(field.place)}, null);`];
      case 'INTROSPECTION':
        return [`v = x.introspection(${quoted(field.key)});`];
      case 'FETCHED':
        return [`v = ${property('o', field.key)};`, `v = ${this.#value(field.value, 'o')};`, ...(field.value.place.nonNull ? ['if (v === undefined) return undefined;'] : [])];
      default:
        return field satisfies never;
    }
  }

  /** An expression for the text of `v`, which is `undefined` only where the type is non-null. */
  #value({ place, always, empty, type }: ValueOutline, object: string): string {
    const unusual = `x.unusual(v, ${object}, ${this.#code.constant(place)}, ${always})`;
    if (type.kind === 'LEAF') return this.#leaf(type, unusual, always);
    const orNull = place.nonNull ? '' : ' ?? "null"';
    if (type.kind === 'LIST') {
      const text = noted(always, `${this.#list(type)}(v, x)${orNull}`);
      return `Array.isArray(v) ? ${always === 0 && empty !== 0 ? `(v.length === 0 && (x.came |= ${empty}), ${text})` : text} : ${unusual}`;
    }
    const isObject = `typeof v === 'object' && v !== null && !(v instanceof ${this.#code.constant(PlanError)}) && !Array.isArray(v)`;
    return `${isObject} ? ${noted(always, `${this.#composite(type, place)}(v, x)${orNull}`)} : ${unusual}`;
  }

  #leaf({ leaf, names }: Extract<TypeOutline, { kind: 'LEAF' }>, unusual: string, bit: number): string {
    if (names !== null) {
      const known = this.#code.constant(names);
      // What an enum does not know goes the way of the unusual.
      return `${known}.has(v) ? ${noted(bit, `${known}.get(v)`)} : ${unusual}`;
    }
    switch (leaf.name) {
      case 'Int':
        return `(v | 0) === v ? ${noted(bit, '"" + v')} : ${unusual}`;
      case 'Float':
        return `typeof v === 'number' ? ${noted(bit, '"" + v')} : ${unusual}`;
      case 'Boolean':
        return `v === true ? ${noted(bit, '"true"')} : v === false ? ${noted(bit, '"false"')} : ${unusual}`;
      default:
        return `typeof v === 'string' ? ${noted(bit, `(x.isPlain ? '"' + v + '"' : ${this.#code.constant(jsonString)}(v))`)} : ${unusual}`;
    }
  }

  /** A function of `(a, x)` for lists of a type. */
  #list({ depth, item }: Extract<TypeOutline, { kind: 'LIST' }>): string {
    return this.#code.define('a, x', [
      'const { length } = a;',
      'if (length === 0) return "[]";',
      'let s = "[";',
      'for (let i = 0; i < length; i += 1) {',
      `x.at[${depth}] = i;`,
      'let v = a[i];',
      `v = ${this.#value(item, 'null')};`,
      ...(item.place.nonNull ? ['if (v === undefined) return undefined;'] : []),
      's += i === 0 ? v : "," + v;',
      '}',
      'return s + "]";',
    ].join('\n'));
  }

  /** A function of `(o, x)` for objects, by their own word of which type they are where several are possible. */
  #composite(type: Extract<TypeOutline, { kind: 'OBJECT' | 'ABSTRACT' }>, place: Place): string {
    if (type.kind === 'OBJECT') return this.#object(type.object);
    const cases = [...type.objects].map(([name, object]) => `case ${quoted(name)}: return ${this.#object(object)}(o, x);`);
    if (type.itself !== null) cases.push(`case undefined: return ${this.#object(type.itself)}(o, x);`);
    return this.#code.define('o, x', `switch (${property('o', '__typename')}) {\n${cases.join('\n')}\n}\nx.failed(${this.#code.constant(place)}, null, ${property('o', '__typename')});\nreturn undefined;`);
  }
}

const noted = (bit: number, text: string): string => (bit === 0 ? text : `((x.came |= ${bit}), ${text})`);
