import { answers, fails, type Suite } from '../suite.js';

const NODES = [1, 2].map((i) => ({ id: `${i}`, ok: `ok ${i}`, calm: `calm ${i}`, loose: `loose ${i}`, must: `must ${i}`, part: { a: 'a', b: 'b' } }));
const failing = (): never => {
  throw new Error('it fails');
};

/** Not one of the audit's, which asks whether there are errors and not where. */
const PLACES: Suite = {
  name: 'errors where they arose',
  store: { Node: NODES },
  subgraphs: {
    a: {
      sdl: 'type Query { node: Node strict: [Node!]! list: [Node] } type Node @key(fields: "id") { id: ID! ok: String must: String! part: Part @shareable } type Part @shareable { a: String }',
      fields: { Query: { node: () => NODES[0], strict: () => NODES, list: () => NODES }, Node: { must: ({ id, must }: { id: string; must: string }) => (id === '2' ? failing() : must) } },
    },
    b: { sdl: 'type Node @key(fields: "id") { id: ID! calm: String loose: String firm: String! weak: String part: Part @shareable } type Part @shareable { b: String }', fields: { Node: { firm: failing, weak: failing } } },
  },
  cases: [
    fails('{ node { calm firm } }', { node: null }, [['node', 'firm']]),
    fails('{ node { x: calm y: loose z: firm ok } }', { node: null }, [['node', 'z']]),
    fails('{ list { ok must } }', { list: [{ ok: 'ok 1', must: 'must 1' }, null] }, [['list', 1, 'must']]),
    fails('{ node { ok } strict { m: must ok } }', null, [['strict', 1, 'm']]),
    fails('{ node { w: weak weak calm } }', { node: { w: null, weak: null, calm: 'calm 1' } }, [['node', 'w'], ['node', 'weak']]),
    fails('{ node { part { a b } firm } }', { node: null }, [['node', 'firm']]),
    fails('{ list { n: ok ... on Node { weak firm } } }', { list: [null, null] }, [['list', 0, 'firm'], ['list', 1, 'firm']]),
  ],
};

const GOOD = { id: 'g', stock: 7, weight: 2, name: 'ball' };

/** What could not be had takes along what requires it, and nothing beside that. */
const REQUIRED: Suite = {
  name: 'a required field that fails',
  store: { Good: [GOOD] },
  subgraphs: {
    a: { sdl: 'type Query { good: Good } type Good @key(fields: "id") { id: ID! price: Int weight: Int size: Size } type Size { w: Int h: Int }', fields: { Query: { good: () => GOOD }, Good: { price: failing, size: () => ({ w: 1, h: failing }) } } },
    b: {
      sdl: `type Good @key(fields: "id") { id: ID! price: Int @external weight: Int @external size: Size @external stock: Int! postage: Int @requires(fields: "price weight") load: Int @requires(fields: "weight") fits: Boolean @requires(fields: "size { h }") }
        type Size { h: Int @external }`,
      fields: { Good: { postage: () => 1, load: ({ weight }: { weight: number }) => weight * 2, fits: () => true } },
    },
  },
  cases: [
    answers('{ good { load stock } }', { good: { load: 4, stock: 7 } }),
    fails('{ good { postage stock load } }', { good: { postage: null, stock: 7, load: 4 } }, [['good', 'postage']]),
    fails('{ good { p: postage q: postage f: fits size { w } l: load } }', { good: { p: null, q: null, f: null, size: { w: 1 }, l: 4 } }, [['good', 'f'], ['good', 'p'], ['good', 'q']]),
    fails('{ good { price fits size { h } } }', { good: { price: null, fits: null, size: { h: null } } }, [['good', 'fits'], ['good', 'price'], ['good', 'size', 'h']]),
  ],
};

export const ERRORS: readonly Suite[] = [PLACES, REQUIRED];
