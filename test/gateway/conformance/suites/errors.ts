import { fails, type Suite } from '../suite.js';

const NODES = [1, 2].map((i) => ({ id: `${i}`, ok: `ok ${i}`, calm: `calm ${i}`, loose: `loose ${i}`, must: `must ${i}` }));
const failing = (): never => {
  throw new Error('it fails');
};

/** Not one of the audit's, which asks whether there are errors and not where. */
const PLACES: Suite = {
  name: 'errors where they arose',
  store: { Node: NODES },
  subgraphs: {
    a: {
      sdl: 'type Query { node: Node strict: [Node!]! list: [Node] } type Node @key(fields: "id") { id: ID! ok: String must: String! }',
      fields: { Query: { node: () => NODES[0], strict: () => NODES, list: () => NODES }, Node: { must: ({ id, must }: { id: string; must: string }) => (id === '2' ? failing() : must) } },
    },
    b: { sdl: 'type Node @key(fields: "id") { id: ID! calm: String loose: String firm: String! weak: String }', fields: { Node: { firm: failing, weak: failing } } },
  },
  cases: [
    fails('{ node { calm firm } }', { node: null }, [['node', 'firm']]),
    fails('{ node { x: calm y: loose z: firm ok } }', { node: null }, [['node', 'z']]),
    fails('{ list { ok must } }', { list: [{ ok: 'ok 1', must: 'must 1' }, null] }, [['list', 1, 'must']]),
    fails('{ node { ok } strict { m: must ok } }', null, [['strict', 1, 'm']]),
    fails('{ node { w: weak weak calm } }', { node: { w: null, weak: null, calm: 'calm 1' } }, [['node', 'w'], ['node', 'weak']]),
    fails('{ list { n: ok ... on Node { weak firm } } }', { list: [null, null] }, [['list', 0, 'firm'], ['list', 1, 'firm']]),
  ],
};

export const ERRORS: readonly Suite[] = [PLACES];
