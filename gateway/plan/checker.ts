import { property, quoted, type Code } from './code.js';
import { fits } from './fits.js';
import type { Shape, ShapeField } from './shape.js';

/** Whether a subgraph's object has what a shape promises; `typename` is what it was asked for as. */
export type Checker = (object: unknown, typename: unknown) => boolean;

/** Writes `fits` for one shape: the same question, asked of every answer. */
export function defineChecker(code: Code, shape: Shape): string {
  const lines = shape.flatMap((field) => checkField(code, field));
  const one = code.define('o, t', `let v;\nconst own = ${property('o', '__typename')};\n${lines.join('\n')}\nreturn true;`);
  return defineLists(code, one);
}

function checkField(code: Code, field: ShapeField): string[] {
  const { key, on, fields } = field;
  const asked = on.map((condition) => `(t === ${quoted(condition)} || own === ${quoted(condition)})`).join(' && ');
  const present = `v === undefined${asked === '' ? '' : ` && ${asked}`}`;
  const lines = [`v = ${property('o', key)};`, `if (${present}) return false;`];
  if (fields === null) return lines;
  const strict = defineChecker(code, fields);
  if (asked === '') return [...lines, `if (v !== null && !${strict}(v, undefined)) return false;`];
  // Of another type the field may be there for a selection that asks for less.
  const loose = code.constant(fitting(fields.map(loosened)));
  return [...lines, `if (v !== undefined && v !== null && !(${asked} ? ${strict}(v, undefined) : ${loose}(v))) return false;`];
}

const fitting = (fields: Shape) => (value: unknown): boolean => fits(value, fields, undefined);

/** Asked of no type at all, so that nothing has to be there. */
const loosened = (field: ShapeField): ShapeField => ({ ...field, on: [''] });

/** Objects, or lists of them in a few levels: the check is recursive, and the value a stranger's. */
function defineLists(code: Code, one: string): string {
  const name = code.reserve();
  code.fill(name, 'v, t, depth = 8', [
    'if (v === null || v === undefined) return true;',
    'if (typeof v !== "object") return false;',
    `if (!Array.isArray(v)) return ${one}(v, t);`,
    'if (depth === 0) return false;',
    `for (const item of v) if (!${name}(item, t, depth - 1)) return false;`,
    'return true;',
  ].join('\n'));
  return name;
}
