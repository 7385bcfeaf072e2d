import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, visit, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { neederOf, STAND_IN, type RequiredArguments } from '../schema/required-arguments.js';

/** A place of a representation that is wanted under one of several keys. */
interface Wanted {
  readonly place: string;
  /** The place as the subgraph knows it, without regard to arguments: one representation has room for one of them. */
  readonly room: string;
}

/** Fields that can be asked for with one representation. */
interface Group {
  readonly wanted: Map<string, string>;
  readonly fields: Set<string>;
}

type Known = Pick<RequiredArguments, 'standIns' | 'needs'>;

/**
 * Puts fields with arguments back where a plan has their stand-ins. Where a fetch would need one field with several
 * arguments of the same object, it becomes several fetches.
 */
export function restorePlan(plan: QueryPlan, known: Known): QueryPlan {
  const { node } = plan;
  return node === undefined || node.kind === 'Subscription' ? plan : { ...plan, node: restoreNode(node, known) };
}

function restoreNode(node: PlanNode, known: Known): PlanNode {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return { ...node, nodes: node.nodes.map((child) => restoreNode(child, known)) };
  if (node.kind === 'Flatten') return { ...node, node: restoreNode(node.node, known) };
  return node.kind === 'Fetch' ? restoreFetch(node, known) : node;
}

function restoreFetch(fetch: FetchNode, known: Known): PlanNode {
  const requires = fetch.requires === undefined ? undefined : restoreRequires(fetch.requires, known);
  const conflicting = requires === undefined ? [] : conflictsIn(requires);
  if (requires !== undefined && conflicting.length > 0) return { kind: 'Parallel', nodes: split(fetch, requires, conflicting, known) };
  if (!fetch.operation.includes(STAND_IN)) return requires === undefined ? fetch : { ...fetch, requires };
  return { ...fetch, ...(requires === undefined ? {} : { requires }), operation: print(restoreOperation(parse(fetch.operation), known)) };
}

/** The data has the field under the stand-in's name. */
function restoreOperation(operation: DocumentNode, { standIns }: Known): DocumentNode {
  return visit(operation, {
    Field: (field) => {
      const standIn = standIns.get(field.name.value);
      if (standIn === undefined) return undefined;
      return { ...field, alias: field.alias ?? field.name, name: { kind: Kind.NAME, value: standIn.field }, arguments: [...standIn.arguments] };
    },
  });
}

function restoreRequires(selections: readonly QueryPlanSelectionNode[], known: Known): QueryPlanSelectionNode[] {
  return selections.map((selection) => {
    const below = selection.selections === undefined ? {} : { selections: restoreRequires(selection.selections, known) };
    if (selection.kind === 'InlineFragment') return { ...selection, ...below };
    const standIn = known.standIns.get(selection.name);
    return standIn === undefined ? { ...selection, ...below } : { ...selection, alias: selection.name, name: standIn.field, ...below };
  });
}

/** The places at which a representation would have one key twice. */
function conflictsIn(requires: readonly QueryPlanSelectionNode[]): readonly Wanted[] {
  const rooms = Map.groupBy(wantedIn(requires, '', ''), ({ room }) => room);
  return [...rooms.values()].flatMap((wanted) => (new Set(wanted.map(({ place }) => place)).size > 1 ? wanted : []));
}

function wantedIn(selections: readonly QueryPlanSelectionNode[], at: string, within: string): Wanted[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') return wantedIn(selection.selections, at, within);
    const place = `${at}${selection.alias ?? selection.name}`;
    return [{ place, room: `${within}${selection.name}` }, ...wantedIn(selection.selections ?? [], `${place}.`, `${place}.`)];
  });
}

function split(fetch: FetchNode, requires: readonly QueryPlanSelectionNode[], conflicting: readonly Wanted[], known: Known): FetchNode[] {
  const operation = parse(fetch.operation, { noLocation: true });
  const groups: Group[] = [];
  for (const field of fieldsOf(operation)) {
    const needs = new Set(known.needs.get(neederOf(fetch.serviceName, ...field)) ?? []);
    const wanted = conflicting.filter(({ place }) => needs.has(place));
    const fitting = groups.find((group) => wanted.every(({ place, room }) => (group.wanted.get(room) ?? place) === place));
    const group = fitting ?? { wanted: new Map<string, string>(), fields: new Set<string>() };
    if (fitting === undefined) groups.push(group);
    group.fields.add(field.join('.'));
    for (const { place, room } of wanted) group.wanted.set(room, place);
  }
  const rooms = new Set(conflicting.map(({ room }) => room));
  return groups.map((group) => partOf(fetch, restoreOperation(only(operation, group.fields), known), pruned(requires, { at: '', within: '' }, rooms, group)));
}

/** The fields that an entity fetch asks for, with the types they are asked of. */
function fieldsOf(operation: DocumentNode): (readonly [type: string, field: string])[] {
  const fields: (readonly [string, string])[] = [];
  const collect = ({ selections }: SelectionSetNode, type: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.push([type, selection.name.value]);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, selection.typeCondition?.name.value ?? type);
    }
  };
  for (const set of entitySets(operation)) collect(set, '');
  return fields.filter(([, field]) => field !== '__typename');
}

const entitySets = ({ definitions }: DocumentNode): SelectionSetNode[] => definitions.flatMap((definition) =>
  definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? selection.selectionSet ?? [] : [])) : []);

/** An entity fetch's operation with some of its fields only, and with the variables that these use. */
function only(operation: DocumentNode, fields: ReadonlySet<string>): DocumentNode {
  const keep = ({ selections }: SelectionSetNode, type: string): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' || fields.has(`${type}.${selection.name.value}`) ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      const below = keep(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      return below.selections.length === 0 ? [] : [{ ...selection, selectionSet: below }];
    }),
  });
  const entities = entitySets(operation);
  const filtered: DocumentNode = visit(operation, { SelectionSet: (set) => (entities.includes(set) ? keep(set, '') : undefined) });
  const used = variablesOf(filtered);
  return visit(filtered, { VariableDefinition: (definition) => (used.has(definition.variable.name.value) ? undefined : null) });
}

function variablesOf(operation: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(operation, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  return used;
}

/** Of what is in conflict only what a group wants. */
function pruned(selections: readonly QueryPlanSelectionNode[], { at, within }: { at: string; within: string }, rooms: ReadonlySet<string>, group: Group): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') return [{ ...selection, selections: pruned(selection.selections, { at, within }, rooms, group) }];
    const place = `${at}${selection.alias ?? selection.name}`;
    const room = `${within}${selection.name}`;
    if (rooms.has(room) && group.wanted.get(room) !== place) return [];
    if (selection.selections === undefined) return [selection];
    const below = pruned(selection.selections, { at: `${place}.`, within: `${place}.` }, rooms, group);
    return below.length === 0 ? [] : [{ ...selection, selections: below }];
  });
}

function partOf(fetch: FetchNode, operation: DocumentNode, requires: QueryPlanSelectionNode[]): FetchNode {
  const used = variablesOf(operation);
  const variableUsages = fetch.variableUsages?.filter((name) => used.has(name));
  return { ...fetch, operation: print(operation), requires, ...(variableUsages === undefined ? {} : { variableUsages }) };
}
