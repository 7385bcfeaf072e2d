import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayOfOne, type GatewayOfOne } from '../../support/gateway-of-one.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

let fosterFamilies: TestSubgraph;
let gateway: GatewayOfOne;
beforeAll(async () => {
  fosterFamilies = await startTestSubgraph('foster-families');
  gateway = await gatewayOfOne('foster-families', fosterFamilies);
});
afterAll(async () => {
  await gateway.close();
  await fosterFamilies.close();
});

interface Answer {
  readonly data: { readonly careAmount: Readonly<Record<string, unknown>> | null } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

async function ask(args: string, selection = 'amount { amount }', headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const query = `{ careAmount(${args}) { ${selection} } }`;
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
  return (await response.json()) as Answer;
}

const ALL = 'amount { amount currency } unit formula legalBasis parameters { code value validFrom validTo source } steps { text kk: text(lang: KK) expression value article }';

describe('careAmount, through the gateway, without a token', () => {
  it('is the children\'s money and the carers\' pay, with figures, articles and every step', async () => {
    const { data, errors } = await ask('programme: PRO_FOSTER, on: "2025-07-01", wards: 4, carers: 2', ALL, { 'accept-language': 'ru' });
    expect(errors).toBeUndefined();
    expect(data?.careAmount).toMatchObject({
      amount: { amount: '747080', currency: 'KZT' },
      unit: 'MONTHLY',
      formula: 'PRO_FOSTER/CHILD_MONEY × MCI × wards + PRO_FOSTER/CARER_PAY × MCI × carers',
      legalBasis: 'Code on Marriage and Family 518-IV, art. 132-6(1), (2), 132-8(4), 132-10',
      parameters: [
        { code: 'PRO_FOSTER/CHILD_MONEY', value: '10', validFrom: '2025-07-01', validTo: null },
        { code: 'PRO_FOSTER/CARER_PAY', value: '75', validFrom: '2025-07-01', validTo: null },
        { code: 'MCI', value: '3932', validFrom: '2025-01-01', validTo: '2026-01-01', source: 'n15: ng.kz' },
      ],
      steps: [
        { text: '10 × МРП на каждого, человек: 4', kk: '10 × АЕК, адам саны: 4', expression: '10 × 3932 × 4', value: '157280', article: '132-10' },
        { expression: '75 × 3932 × 2', value: '589800', article: '132-8(4)' },
        { expression: '⌈157280⌉ + ⌈589800⌉', value: '747080' },
        { text: 'Индексы по состоянию на 2026-10-01.', expression: null },
      ],
    });
  });

  it('is the full allowance without a word on the ward\'s means, and what they lack with one', async () => {
    expect((await ask('programme: GUARDIAN, on: "2026-01-01"')).data?.careAmount).toEqual({ amount: { amount: '43250' } });
    expect((await ask('programme: GUARDIAN, on: "2026-01-01", wardIncome: "20000"')).data?.careAmount).toEqual({ amount: { amount: '23250' } });
    expect((await ask('programme: GUARDIAN, on: "2026-01-01", wardIncome: "60000"')).data?.careAmount).toEqual({ amount: { amount: '0' } });
    expect((await ask('programme: ADOPTION_ONCE, on: "2026-01-01"', 'amount { amount } unit')).data?.careAmount).toEqual({ amount: { amount: '324375' }, unit: 'ONCE' });
  });

  it.each([
    ['programme: PRO_FOSTER, on: "2026-01-01"', 'wards'],
    ['programme: GUARDIAN, on: "2026-01-01", wards: 51', 'wards'],
    ['programme: GUARDIAN, on: "2026-01-01", wards: 2, wardIncome: "1"', 'wards'],
    ['programme: PATRONAGE, on: "2026-01-01", carers: -1', 'carers'],
    ['programme: FOSTER_FAM, on: "2020-12-31"', 'on'],
    ['programme: FOSTER_FAM, on: "2027-01-01"', 'on'],
    ['programme: PRO_FOSTER, on: "2025-06-30", wards: 1', 'on'],
  ])('of %s says that it is %s', async (args, field) => {
    const { data, errors } = await ask(args);
    expect(data).toEqual({ careAmount: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  it('reads the figures in one statement', async () => {
    fosterFamilies.takeSql();
    await ask('programme: GUARDIAN, on: "2026-01-01"');
    expect(fosterFamilies.takeSql().filter((sql) => sql.includes('index_parameter'))).toHaveLength(1);
  });
});
