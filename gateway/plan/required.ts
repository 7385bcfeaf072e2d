import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { PossibleTypes } from '../schema/possible-types.js';

/** What a representation is made of, for objects of one type. */
export interface RequiredField {
  /** Key in the data. */
  readonly key: string;
  /** Key in the representation: another one where the data has the field with arguments (required-arguments.ts). */
  readonly name: string;
  /** Written in place of what the data has. */
  readonly fixed: string | null;
  /** Null for a value that is sent as it is. */
  readonly fields: readonly RequiredField[] | null;
  /** Type conditions within the object that this field is of; only below the first level, where types are known beforehand. */
  readonly on: readonly string[];
}

const FRAGMENT = '... on ';

/** The types of objects that a fetch is for. */
export function requiredTypes(requires: readonly QueryPlanSelectionNode[], types: PossibleTypes): readonly string[] {
  const conditions = requires.flatMap((selection) => (selection.kind === 'InlineFragment' && selection.typeCondition !== undefined ? [selection.typeCondition] : []));
  return [...new Set(conditions.flatMap((condition) => [condition, ...types.of(condition)]))];
}

/** What is sent of an object of a type, with the rewrites of the planner applied. */
export function requiredOf(type: string, requires: readonly QueryPlanSelectionNode[], rewrites: readonly FetchDataRewrite[], types: PossibleTypes): readonly RequiredField[] {
  const fields = merged(fieldsFor(type, requires, types)).map((field) => (field.key === '__typename' ? { ...field, fixed: JSON.stringify(type) } : field));
  return rewrites.reduce<readonly RequiredField[]>((all, rewrite) => rewritten(all, rewrite, type, types), fields);
}

function fieldsFor(type: string, selections: readonly QueryPlanSelectionNode[], types: PossibleTypes): RequiredField[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [fieldOf(selection, [])];
    const { typeCondition } = selection;
    return typeCondition === undefined || types.satisfies(type, typeCondition) ? fieldsFor(type, selection.selections, types) : [];
  });
}

const fieldOf = ({ alias, name, selections }: Extract<QueryPlanSelectionNode, { kind: 'Field' }>, on: readonly string[]): RequiredField =>
  ({ key: alias ?? name, name, fixed: null, on, fields: selections === undefined ? null : merged(fieldsBelow(selections, [])) });

function fieldsBelow(selections: readonly QueryPlanSelectionNode[], on: readonly string[]): RequiredField[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [fieldOf(selection, on)];
    return fieldsBelow(selection.selections, selection.typeCondition === undefined ? on : [...on, selection.typeCondition]);
  });
}

/** Two fragments on one object may select below the same field. */
function merged(fields: readonly RequiredField[]): readonly RequiredField[] {
  return [...Map.groupBy(fields, ({ key, on }) => JSON.stringify([key, on])).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [first.fields === null ? first : { ...first, fields: merged(same.flatMap(({ fields: below }) => below ?? [])) }];
  });
}

/** The planner's only input rewrite says an interface's name where an entity is asked for through the interface. */
function rewritten(fields: readonly RequiredField[], rewrite: FetchDataRewrite, type: string, types: PossibleTypes): readonly RequiredField[] {
  const [condition = '', key, ...rest] = rewrite.path;
  if (rewrite.kind !== 'ValueSetter' || !condition.startsWith(FRAGMENT) || rest.length > 0) throw new Error(`Input rewrite ${rewrite.kind} at ${rewrite.path.join('.')} is not known.`);
  if (!types.satisfies(type, condition.slice(FRAGMENT.length))) return fields;
  return fields.map((field) => (field.key === key ? { ...field, fixed: JSON.stringify(rewrite.setValueTo) } : field));
}
