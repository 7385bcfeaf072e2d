import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse, print, type DocumentNode, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Membership } from '../schema/membership.js';

/** What is compared: where a fetch is made for, and which subgraph it calls. */
interface Place {
  readonly membership: Membership;
  readonly subgraph: string;
}

/**
 * Of an abstract type that two subgraphs know different members of, the planner may leave out what is asked of a member, because
 * the other way to the object could not bring it, also where it then goes the way that could. This puts it back: what a
 * client asks of a member that the subgraph called knows, as far as that resolves it by itself.
 */
export function completePlan(plan: QueryPlan, planned: DocumentNode, membership: Membership): QueryPlan {
  const { node } = plan;
  return node === undefined || node.kind === 'Subscription' ? plan : { ...plan, node: completeNode(node, rootOf(planned), membership) };
}

interface Root {
  readonly type: string;
  readonly sets: readonly SelectionSetNode[];
}

function rootOf({ definitions }: DocumentNode): Root {
  const [operation] = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { type: operation?.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query', sets: operation === undefined ? [] : [operation.selectionSet] };
}

function completeNode(node: PlanNode, { type, sets }: Root, membership: Membership, path: readonly string[] = []): PlanNode {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return { ...node, nodes: node.nodes.map((child) => completeNode(child, { type, sets }, membership, path)) };
  if (node.kind === 'Flatten') return { ...node, node: completeNode(node.node, { type, sets }, membership, [...path, ...node.path.map(String)]) };
  return node.kind === 'Fetch' ? completeFetch(node, { type, sets: path.filter((key) => key !== '@').reduce(below, sets) }, membership) : node;
}

function completeFetch(fetch: FetchNode, { type, sets }: Root, membership: Membership): FetchNode {
  const document = parse(fetch.operation, { noLocation: true });
  const place = { membership, subgraph: fetch.serviceName };
  let changed = false;
  const note = (): void => void (changed = true);
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    if (fetch.requires === undefined) return { ...definition, selectionSet: complete(definition.selectionSet, sets, type, place, note) };
    const selections = definition.selectionSet.selections.map((entities) => (entities.kind === Kind.FIELD && entities.selectionSet !== undefined ? { ...entities, selectionSet: complete(entities.selectionSet, sets, '_Entity', place, note) } : entities));
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return changed ? { ...fetch, operation: print({ ...document, definitions }) } : fetch;
}

function complete(set: SelectionSetNode, asked: readonly SelectionSetNode[], type: string, place: Place, note: () => void): SelectionSetNode {
  const selections = set.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return { ...selection, selectionSet: complete(selection.selectionSet, asked, selection.typeCondition?.name.value ?? type, place, note) };
    const fieldType = selection.kind === Kind.FIELD && selection.selectionSet !== undefined ? place.membership.typeOf(place.subgraph, type, selection.name.value) : null;
    if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined || fieldType === null) return selection;
    return { ...selection, selectionSet: complete(selection.selectionSet, below(asked, keyOf(selection)), fieldType, place, note) };
  });
  const left = leftOut(selections, asked, type, place);
  if (left.length > 0) note();
  return { ...set, selections: [...selections, ...left] };
}

/** Fragments on members that are not in a selection and could be. */
function leftOut(selections: readonly SelectionNode[], asked: readonly SelectionSetNode[], type: string, { membership, subgraph }: Place): SelectionNode[] {
  const present = new Set(selections.flatMap((selection) => (selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value ?? [] : [])));
  const fragments = Map.groupBy(asked.flatMap(({ selections: all }) => all.filter((one) => one.kind === Kind.INLINE_FRAGMENT)), ({ typeCondition }) => typeCondition?.name.value ?? '');
  return [...fragments].flatMap(([member, same]): SelectionNode[] => {
    const [first] = same;
    if (first === undefined || present.has(member) || !membership.isPartialMember(type, subgraph, member)) return [];
    const fields = same.flatMap(({ selectionSet }) => selectionSet.selections);
    const leaves = fields.filter((field) => field.kind === Kind.FIELD && field.selectionSet === undefined && membership.resolves(subgraph, member, field.name.value));
    return leaves.length === 0 || leaves.length < fields.filter((field) => field.kind !== Kind.FIELD || field.name.value !== '__typename').length ? [] : [{ ...first, selectionSet: { kind: Kind.SELECTION_SET, selections: leaves } }];
  });
}

/** What is selected below a field, however often it is. */
function below(sets: readonly SelectionSetNode[], key: string): readonly SelectionSetNode[] {
  return sets.flatMap(({ selections }) => selections.flatMap((selection): readonly SelectionSetNode[] => {
    if (selection.kind === Kind.FIELD) return keyOf(selection) === key && selection.selectionSet !== undefined ? [selection.selectionSet] : [];
    return selection.kind === Kind.INLINE_FRAGMENT ? below([selection.selectionSet], key) : [];
  }));
}

const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;
