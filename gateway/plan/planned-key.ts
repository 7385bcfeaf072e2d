import { Kind, print, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';

/** No field of the graph may begin with it: `loadGraph` sees to that. */
export const CLIENT_KEY_PREFIX = 'as__';

const distinguished = new WeakMap<FieldNode, string>();

/**
 * The key under which a client's field stands in the plan and in the fetched data.
 *
 * The planner adds fields of its own to what a client asks, keys and what `@requires` names, and where the client has
 * given another field that name it takes the client's for its own: `child(iin: …) { grant: somethingElse { … } benefits }`
 * makes `somethingElse` the grant that benefits trusts, and `{ iin: motherIin benefits }` asks for another person. So
 * every name that a client chose, and every field with arguments, gets a key that no field of the graph has.
 */
export function plannedKey(node: FieldNode): string {
  const { name, alias, arguments: given = [] } = node;
  const own = given.length === 0 && (alias === undefined || alias.value === name.value);
  return own ? name.value : distinguished.get(node) ?? `${CLIENT_KEY_PREFIX}${(alias ?? name).value}`;
}

/**
 * Under one name a client may ask different things of the types behind an interface, and a programme with an interface object
 * is asked for all of them at once. So every other field, or the field with other arguments, gets a key with a number
 * before the name: no client can choose such a one.
 */
export function distinguish({ definitions }: DocumentNode): void {
  const known = new Map<string, FieldNode[]>();
  for (const definition of definitions) if ('selectionSet' in definition) distinguishIn(definition.selectionSet, known);
}

function distinguishIn({ selections }: SelectionSetNode, known: Map<string, FieldNode[]>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) number(selection, known);
    if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet !== undefined) distinguishIn(selection.selectionSet, known);
  }
}

/** The first field of a key keeps it; each other kind of field under it gets a number. */
function number(node: FieldNode, known: Map<string, FieldNode[]>): void {
  const key = plannedKey(node);
  if (!key.startsWith(CLIENT_KEY_PREFIX) || distinguished.has(node)) return;
  const kinds = known.get(key) ?? [];
  known.set(key, kinds);
  const found = kinds.findIndex((one) => isSame(one, node));
  const index = found === -1 ? kinds.push(node) - 1 : found;
  if (index > 0) distinguished.set(node, `${CLIENT_KEY_PREFIX}${index}_${key.slice(CLIENT_KEY_PREFIX.length)}`);
}

const isSame = (one: FieldNode, other: FieldNode): boolean => one === other || (one.name.value === other.name.value && argumentsOf(one) === argumentsOf(other));

const argumentsOf = ({ arguments: given = [] }: FieldNode): string => given.map(print).join();

/** A copy of a field keeps its key. */
export function keepKey<Node extends FieldNode>(of: FieldNode, copy: Node): Node {
  const key = distinguished.get(of);
  if (key !== undefined) distinguished.set(copy, key);
  return copy;
}

/** A client's field as it is planned; its `@skip` and `@include` are settled by then. */
export function plannedField(field: FieldNode): FieldNode {
  const { alias: _chosen, directives: _settled, ...node } = field;
  const key = plannedKey(field);
  return key === node.name.value ? node : { ...node, alias: { kind: Kind.NAME, value: key } };
}
