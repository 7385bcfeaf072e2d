import { jsonString } from '../plan/json-text.js';
import { isObject, type Data } from '../plan/nodes.js';
import type { FieldValue, ObjectOutline, TypeOutline, ValueOutline } from './outline.js';
import type { Text, Writing } from './writing.js';

/** Writes an object by its outline; undefined when a value that must not be null is. What writer.ts compiles does the same. */
export function writeObject({ fields }: ObjectOutline, object: Data, writing: Writing): Text {
  let text = '';
  for (const { open, value } of fields) {
    const written = writeField(value, object, writing);
    if (written === undefined) return undefined;
    text += open + written;
  }
  return text === '' ? '{}' : `${text}}`;
}

function writeField(field: FieldValue, object: Data, writing: Writing): Text {
  switch (field.kind) {
    case 'FETCHED':
      return writeValue(field.value, Object.hasOwn(object, field.key) ? object[field.key] : undefined, object, writing);
    case 'FIXED':
      return field.text;
    case 'INTROSPECTION':
      return writing.introspection(field.key);
    case 'NONE':
      return field.place === null ? undefined : writing.failed(field.place, null);
    default:
      return field satisfies never;
  }
}

function writeValue(outline: ValueOutline, value: unknown, object: Data | null, writing: Writing): Text {
  const { place, always, empty, type } = outline;
  if (!isUsual(type, value)) return writing.unusual(value, object, place, always);
  writing.came |= always;
  if (Array.isArray(value) && value.length === 0) writing.came |= empty;
  return writeUsual(outline, value, writing) ?? (place.nonNull ? undefined : 'null');
}

function isUsual(type: TypeOutline, value: unknown): boolean {
  if (type.kind === 'LIST') return Array.isArray(value);
  if (type.kind !== 'LEAF') return isObject(value);
  if (type.names !== null) return type.names.has(value);
  switch (type.leaf.name) {
    case 'Int':
      return typeof value === 'number' && (value | 0) === value;
    case 'Float':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    default:
      return typeof value === 'string';
  }
}

function writeUsual({ type, place }: ValueOutline, value: unknown, writing: Writing): Text {
  switch (type.kind) {
    case 'LEAF':
      if (type.names !== null) return type.names.get(value);
      return typeof value === 'string' ? (writing.isPlain ? `"${value}"` : jsonString(value)) : String(value);
    case 'LIST':
      return writeList(type, value as readonly unknown[], writing);
    case 'OBJECT':
      return writeObject(type.object, value as Data, writing);
    case 'ABSTRACT': {
      const object = value as Data;
      const name = Object.hasOwn(object, '__typename') ? object['__typename'] : undefined;
      const outline = name === undefined ? type.itself : (typeof name === 'string' ? type.objects.get(name) : null) ?? null;
      if (outline !== null) return writeObject(outline, object, writing);
      writing.failed(place, null, name);
      return undefined;
    }
    default:
      return type satisfies never;
  }
}

function writeList({ depth, item }: Extract<TypeOutline, { kind: 'LIST' }>, items: readonly unknown[], writing: Writing): Text {
  let text = '[';
  for (let i = 0; i < items.length; i += 1) {
    writing.at[depth] = i;
    const written = writeValue(item, items[i], null, writing);
    if (written === undefined) return undefined;
    text += i === 0 ? written : `,${written}`;
  }
  return `${text}]`;
}
