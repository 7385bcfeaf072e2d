import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { compilePlan } from '../../gateway/plan/executable.js';
import { runPlan } from '../../gateway/plan/run.js';
import { loadOpenGraph } from '../../gateway/schema/graph.js';
import type { Answer } from '../../gateway/upstream/answer.js';
import { toPlanError } from '../../gateway/upstream/error-policy.js';
import { compose } from './support/federation.js';
import type { SubgraphSource } from './support/subgraph.js';

const root = (name: 'registry' | 'savings'): SubgraphSource => ({ name, typeDefs: `type Query { ${name}: Child } type Child @key(fields: "iin") { iin: ID! }`, resolvers: {} });
const BENEFITS: SubgraphSource = { name: 'benefits', typeDefs: 'type Child @key(fields: "iin") { iin: ID! total: String }', resolvers: {} };

const graph = loadOpenGraph(compose([root('registry'), root('savings'), BENEFITS]));
const PLAN = compilePlan(graph.planner.plan(parse('{ registry { total } savings { total } }'), null), graph);

/** How many representations each call of benefits has had, when answers of the others come after so many turns of the event loop. */
async function called(turns: Readonly<Record<string, number | null>>, entities: () => Promise<unknown> = nextTurn): Promise<{ readonly calls: readonly number[]; readonly ended: Promise<unknown> }> {
  const calls: number[] = [];
  const answer = (data: object): Answer => ({ data: data as never, errors: [], isPlain: true });
  const ask = async (programme: string, { body }: { readonly body: string }): Promise<Answer | null> => {
    if (programme === 'benefits') {
      const { r0, representations, e0 } = (JSON.parse(body) as { variables: Record<string, unknown[] | undefined> }).variables;
      const asked = r0 ?? representations ?? e0 ?? [];
      calls.push(asked.length);
      await entities();
      return answer({ _entities: asked.map(() => ({ total: '1.00' })) });
    }
    const after = turns[programme] ?? null;
    if (after === null) return new Promise<null>(() => undefined);
    for (let turn = 0; turn < after; turn += 1) await nextTurn();
    return answer({ [programme]: { __typename: 'Child', iin: programme } });
  };
  const ended = runPlan(PLAN, { variables: {}, ask, isOver: () => false, called: () => undefined, reasonOf: toPlanError, stray: () => undefined });
  for (let turn = 0; turn < 40; turn += 1) await nextTurn();
  return { calls, ended };
}

it.each([
  ['in the same turn', { registry: 1, savings: 1 }, [2]],
  ['a turn later', { registry: 1, savings: 2 }, [2]],
  ['a few turns later', { registry: 4, savings: 1 }, [2]],
  ['much later', { registry: 1, savings: 20 }, [1, 1]],
  ['never', { registry: 1, savings: null }, [1]],
])('what another fetch needs comes %s', async (_when, turns, calls) => {
  expect((await called(turns)).calls).toEqual(calls);
});

it('what each of them gets is the same, however it was asked', async () => {
  const data = { registry: { __typename: 'Child', iin: 'registry', total: '1.00' }, savings: { __typename: 'Child', iin: 'savings', total: '1.00' } };
  for (const savings of [1, 2, 20]) expect(await (await called({ registry: 1, savings })).ended).toEqual({ data, isPlain: true });
});
