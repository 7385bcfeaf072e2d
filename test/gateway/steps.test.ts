import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAMILY, IINS } from './support/family.js';
import { Federation } from './support/federation.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(FAMILY, { timeoutMs: 8_000 });
});
afterAll(() => federation.close());

it('a programme that hangs does not hold up what another one needs next', async () => {
  const held: ServerResponse[] = [];
  federation.subgraph('savings').behaviour = (_request, response) => void held.push(response);
  const before = federation.subgraph('benefits').calls.length;
  const asked = federation.ask(`{ child(iin: "${IINS[0]}") { savings { balance { amount } } benefits { entitlement } } }`);
  // The section, and what of it needs a fact of registry: the planner puts the second into a round after savings.
  await expect.poll(() => federation.subgraph('benefits').calls.length - before, { timeout: 6_000 }).toBe(2);
  for (const response of held) response.writeHead(500).end();
  const { body } = await asked;
  expect(body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'OK', savings: 'UNAVAILABLE' });
  expect(body.data).toMatchObject({ child: { savings: null, benefits: { entitlement: expect.any(String) as string } } });
});
