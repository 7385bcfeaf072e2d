/**
 * Functions written as text and compiled together. What goes into the text is GraphQL names, which a parser has let
 * through, and texts quoted by `quoted`; everything else is handed in as a constant. So no document and no supergraph can
 * write code of its own.
 */
export class Code {
  readonly #functions: string[] = [];
  readonly #constants = new Map<unknown, string>();

  /** The name under which a value is known to the functions. */
  constant(value: unknown): string {
    const known = this.#constants.get(value) ?? `k${this.#constants.size}`;
    this.#constants.set(value, known);
    return known;
  }

  /** Adds a function; returns its name. */
  define(parameters: string, body: string): string {
    const name = this.reserve();
    this.fill(name, parameters, body);
    return name;
  }

  /** A name for a function whose body is still to be written, because it may call others that come to call it. */
  reserve(): string {
    return `f${this.#functions.push('') - 1}`;
  }

  fill(name: string, parameters: string, body: string): void {
    this.#functions[Number(name.slice(1))] = `function ${name}(${parameters}) {\n${body}\n}`;
  }

  /** Compiles everything; the value of an expression over the functions. */
  compile(expression: string): unknown {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the only place; see above
    const make = new Function(...this.#constants.values(), `"use strict";\n${this.#functions.join('\n')}\nreturn ${expression};`) as (...values: readonly unknown[]) => unknown;
    return make(...this.#constants.keys());
  }
}

/** A text as a literal. */
export const quoted = (text: string): string => JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** An own property of an object of somebody else's JSON, which may lack it and has the names of all objects from its prototype. */
export function property(object: string, key: string): string {
  if (!NAME.test(key)) throw new TypeError('not a GraphQL name');
  return key in Object.prototype ? `(Object.hasOwn(${object}, ${quoted(key)}) ? ${object}.${key} : undefined)` : `${object}.${key}`;
}

/** Stores a property; no name of a plan is `__proto__`, whose storing would do something else. */
export function stored(object: string, key: string, value: string): string {
  if (!NAME.test(key) || key === '__proto__') throw new TypeError('not a name of a plan');
  return `${object}.${key} = ${value};`;
}
