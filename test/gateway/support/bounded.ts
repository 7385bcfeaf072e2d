import type { SubgraphSource } from './subgraph.js';

const LEVELS = 30;
const chain = Array.from({ length: LEVELS }, (_, level) => `type L${level} { next: L${level + 1} x: ID }`).join(' ');

/** What one of `points` costs. */
export const POINT = 40;

/** A public graph with something for every bound: ways down of any depth, a cycle, lists that are sliced and sized, inputs. */
export const BOUNDED: readonly SubgraphSource[] = [
  {
    name: 'registry',
    typeDefs: `
      type Query {
        deep: L0
        loop: Loop
        echo(input: Input): ID
        points(first: Int = 7): [Point!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
        pages(first: Int, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"], assumedSize: 30)
        weighty(heavy: Int @cost(weight: 300)): ID @cost(weight: 200)
        plain: [L0!]
      }
      type Mutation { change: ID }
      ${chain} type L${LEVELS} { x: ID }
      type Loop { loop: Loop x: ID }
      type Point @cost(weight: ${POINT}) { x: ID }
      type Page { edges: [Edge!] total: Int }
      type Edge { node: Loop }
      input Input { list: [Int] matrix: [[Int]] inner: Input @cost(weight: 5) }
    `,
    resolvers: { Query: { echo: () => 'echo' } },
  },
];
