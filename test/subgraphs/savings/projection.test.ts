import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayOfOne, type GatewayOfOne } from '../../support/gateway-of-one.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

let savings: TestSubgraph;
let gateway: GatewayOfOne;
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { ledger: { patienceMs: 1_000 } });
  gateway = await gatewayOfOne('savings', savings);
  // From here on savings has no PostgreSQL.
  await savings.database.drop();
});
afterAll(async () => {
  await gateway.close();
  await savings.close();
});

interface Answer {
  readonly data: { readonly savingsProjection: Readonly<Record<string, unknown>> } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

const FIGURES = 'phase principal { amount currency } yield { amount } balance { amount currency } accruals { reportingYear creditedOn amount { amount } yield { amount } } payableFrom complete';

async function ask(args: string, selection = FIGURES, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: `{ savingsProjection(${args}) { ${selection} } }` }),
  });
  return (await response.json()) as Answer;
}

describe('savingsProjection, through the gateway, without a token and without PostgreSQL', () => {
  it('answers with sums, years and the day from which they may be asked for', async () => {
    expect(await ask('birthDate: "2010-05-05", asOf: "2026-02-02"')).toEqual({
      extensions: { programmes: { savings: 'OK' } },
      data: {
        savingsProjection: {
          phase: 'CLAIM',
          principal: { amount: '360.61', currency: 'USD' },
          yield: { amount: '9.95' },
          balance: { amount: '370.56', currency: 'USD' },
          accruals: [
            { reportingYear: 2023, creditedOn: '2024-02-01', amount: { amount: '100.52' }, yield: { amount: '0' } },
            { reportingYear: 2024, creditedOn: '2025-02-01', amount: { amount: '129.38' }, yield: { amount: '3.03' } },
            { reportingYear: 2025, creditedOn: '2026-02-01', amount: { amount: '130.71' }, yield: { amount: '6.92' } },
          ],
          payableFrom: '2028-05-05',
          complete: true,
        },
      },
    });
  });

  it('explains in the language asked for, and marks the rate that was never published', async () => {
    const { data } = await ask('birthDate: "2010-05-05", asOf: "2025-02-02"', 'explanation { text kk: text(lang: KK) en: text(lang: EN) expression value }', { 'accept-language': 'ru' });
    expect(data?.savingsProjection['explanation']).toMatchObject([
      { text: expect.stringContaining('Сумма отчётного 2023 года') as string, expression: '100.52', value: '100.52' },
      { text: expect.stringContaining('не публиковалась') as string, kk: expect.stringContaining('жарияланбаған') as string, en: expect.stringContaining('never published') as string, expression: '100.52 × 0.0301', value: '3.03' },
      { expression: '103.55 + 129.38', value: '232.93' },
      { en: expect.stringContaining('2028-05-05') as string, expression: null, value: null },
    ]);
  });

  it.each([
    ['asOf', 'birthDate: "2010-05-05", asOf: "2010-05-04"', /^asOf: must not lie before birthDate/],
    ['citizenFrom', 'birthDate: "2010-05-05", citizenFrom: "2010-05-04", asOf: "2026-01-01"', /birthDate/],
    ['citizenTo', 'birthDate: "2010-05-05", citizenFrom: "2015-01-01", citizenTo: "2014-12-31", asOf: "2026-01-01"', /citizenFrom/],
    ['citizenAgainFrom', 'birthDate: "2010-05-05", citizenAgainFrom: "2014-12-31", asOf: "2026-01-01"', /citizenTo/],
    ['citizenAgainFrom', 'birthDate: "2010-05-05", citizenTo: "2015-01-01", citizenAgainFrom: "2014-12-31", asOf: "2026-01-01"', /citizenTo/],
    ['registeredOn', 'birthDate: "2010-05-05", registeredOn: "2010-05-04", asOf: "2026-01-01"', /birthDate/],
    ['diedOn', 'birthDate: "2010-05-05", diedOn: "2010-05-04", asOf: "2026-01-01"', /birthDate/],
  ])('names %s when it contradicts', async (field, args, message) => {
    const { data, errors } = await ask(args);
    expect(data).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) as string, extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', field }) as unknown })]);
  });

  it('refuses what is no day', async () => {
    expect((await ask('birthDate: "2010-02-30", asOf: "2026-01-01"')).errors?.[0]).toMatchObject({ message: expect.stringContaining('Date must be') as string });
  });
});
