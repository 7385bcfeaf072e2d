import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { FetchDataRewrite } from '@apollo/query-planner';
import { isIncluded } from '../access/conditions.js';

/** A field that an answer may have; fragments are flattened, so several of one key may stand side by side. */
export interface ShapeField {
  /** Response key in the subgraph's answer. */
  readonly key: string;
  /** Name in the subgraph's schema. */
  readonly name: string;
  /** Key in the client's data: another one where the planner made up an alias for fields that do not merge. */
  readonly target: string;
  /** Type conditions around the field. */
  readonly on: readonly string[];
  /** Null for a leaf. */
  readonly fields: Shape | null;
}

export type Shape = readonly ShapeField[];

/**
 * The selection that a subgraph's answer is read by. Nothing outside of it is taken over, so that a subgraph can never
 * put a field (another's key, a grant) where it was not asked for one.
 */
export function shapeOf({ selectionSet }: OperationDefinitionNode, isEntityFetch: boolean, rewrites: readonly FetchDataRewrite[]): Shape {
  const root = fieldsOf(selectionSet, []);
  const shape = isEntityFetch ? root.find(({ key }) => key === '_entities')?.fields ?? [] : root;
  return rewrites.reduce((renamed, rewrite) => rename(renamed, rewrite), shape);
}

function fieldsOf(set: SelectionSetNode, on: readonly string[]): Shape {
  return set.selections.flatMap((selection) => {
    // Where no object can be of the types that are asked about, the planner writes `__typename @include(if: false)`.
    if (!isIncluded(selection.directives, {})) return [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('The planner is told not to use named fragments.');
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      return fieldsOf(selection.selectionSet, condition === undefined ? on : [...on, condition]);
    }
    const key = (selection.alias ?? selection.name).value;
    const fields = selection.selectionSet === undefined ? null : fieldsOf(selection.selectionSet, []);
    return [{ key, name: selection.name.value, target: key, on, fields }];
  });
}

const isFragment = (element: string): boolean => element.startsWith('... on ');

/** Applies one output rewrite of the planner to the shape, once, instead of to every answer. */
function rename(shape: Shape, rewrite: FetchDataRewrite): Shape {
  if (rewrite.kind !== 'KeyRenamer') throw new Error(`Output rewrite ${rewrite.kind} is not known.`);
  return renameAt(shape, rewrite.path.filter((element) => !isFragment(element)), rewrite.renameKeyTo);
}

/** The planner's aliases are its own inventions, unique in their selection: type conditions on the path add nothing. */
function renameAt(shape: Shape, [key, ...rest]: readonly string[], target: string): Shape {
  return shape.map((field) => {
    if (field.key !== key) return field;
    return rest.length === 0 ? { ...field, target } : { ...field, fields: field.fields && renameAt(field.fields, rest, target) };
  });
}
