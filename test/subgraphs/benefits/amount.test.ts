import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { gatewayOfOne, type GatewayOfOne } from '../../support/gateway-of-one.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

let benefits: TestSubgraph;
let gateway: GatewayOfOne;
let signedIn: Answer;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { ledger: { patienceMs: 1_000 } });
  gateway = await gatewayOfOne('benefits', benefits);
  signedIn = await ask(birth(), { authorization: `Bearer ${await benefits.issuer.token('caseworker')}` });
  // From here on benefits has no PostgreSQL.
  await benefits.database.drop();
});
afterAll(async () => {
  await gateway.close();
  await benefits.close();
});

interface Answer {
  readonly data: { readonly benefitAmount: Readonly<Record<string, unknown>> } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

async function ask(query: string, headers: Readonly<Record<string, string>> = {}, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer;
}

const ALL = 'amount { amount currency } unit net { amount } withheld { amount } formula legalBasis parameters { code value validFrom source } steps { text kk: text(lang: KK) ru: text(lang: RU) en: text(lang: EN) expression value }';
const birth = (facts = 'birthOrder: 1', on = '2026-03-01', programme = 'BIRTH', selection = 'amount { amount }'): string =>
  `{ benefitAmount(programme: ${programme}, on: "${on}", facts: { ${facts} }) { ${selection} } }`;

describe('benefitAmount, through the gateway, without a token and without PostgreSQL', () => {
  it('answers with amount, parameters and explanation', async () => {
    const { data, errors } = await ask(birth('birthOrder: 2', '2026-03-01', 'CARE_STATE', ALL), { 'accept-language': 'ru' });
    expect(errors).toBeUndefined();
    expect(data?.benefitAmount).toMatchObject({
      amount: { amount: '29454', currency: 'KZT' },
      unit: 'MONTHLY',
      net: { amount: '29454' },
      withheld: { amount: '0' },
      formula: 'CARE_STATE/ORDER × MCI',
      legalBasis: 'Social Code 224-VII, art. 81–83',
      parameters: [
        { code: 'CARE_STATE/ORDER_2', value: '6.81', validFrom: '2021-01-01', source: 'adilet.zan.kz K2300000224, edition of early 2026' },
        { code: 'MCI', value: '4325', validFrom: '2026-01-01', source: 'n18: zakon.kz 6509919' },
      ],
      steps: [
        { text: '6.81 × МРП', kk: '6.81 × АЕК', ru: '6.81 × МРП', en: '6.81 × MCI', expression: '6.81 × 4325', value: '29453.25' },
        { expression: '⌈29453.25⌉', value: '29454' },
      ],
    });
  });

  it('takes money as variables, and withholds', async () => {
    const query = `query ($facts: BenefitFactsInput!) { benefitAmount(programme: CARE_GFSS, on: "2026-02-01", facts: $facts) { amount { amount } net { amount } withheld { amount } } }`;
    const { data } = await ask(query, {}, { facts: { averageMonthlyIncome: '300000', birthOrder: 1, rightArisesOn: '2026-02-01' } });
    expect(data?.benefitAmount).toEqual({ amount: { amount: '120000' }, net: { amount: '108000' }, withheld: { amount: '12000' } });
  });

  it.each([
    ['a fact that is missing', birth(''), 'facts.birthOrder', /^facts\.birthOrder: BIRTH needs it: .*1 to 30/],
    ['a fact out of its range', birth('birthOrder: 31'), 'facts.birthOrder', /1 to 30/],
    ['money out of its range', birth('averageMonthlyIncome: "-1", leaveDays: 126', '2026-01-01', 'MATERNITY'), 'facts.averageMonthlyIncome', /0 to 1,000,000,000\.$/],
    ['a day before the figures', birth('birthOrder: 1', '2020-12-31'), 'on', /^on: must be from 2021-01-01 to 2026-12-31/],
    ['a day after the figures', birth('birthOrder: 1', '2027-01-01'), 'on', /^on: must be from 2021-01-01 to 2026-12-31/],
    ['a day before a programme\'s figures', birth('survivorsCount: 1', '2023-06-30', 'SURVIVOR'), 'on', /^on: must be from 2023-07-01/],
    ['leave that no law has', birth('averageMonthlyIncome: "1", leaveDays: 127', '2026-01-01', 'MATERNITY'), 'facts.leaveDays', /126, 140, 170, 184/],
  ])('names %s', async (_what, query, field, message) => {
    const { data, errors } = await ask(query);
    expect(data).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) as string, extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', field }) as unknown })]);
  });

  it.each(['GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER', 'ADOPTION_ONCE'])('sends whoever asks about %s to foster-families', async (programme) => {
    const { errors } = await ask(birth('', '2026-01-01', programme));
    expect(errors?.[0]).toMatchObject({ message: expect.stringMatching(/careAmount of foster-families/) as string, extensions: { code: 'BAD_USER_INPUT', field: 'programme' } });
  });
});

it('takes a token without a purpose', () => {
  expect(signedIn).toMatchObject({ data: { benefitAmount: { amount: { amount: '164350' } } } });
});

it('at the doors of the subgraph: without a database nobody\'s question is let in, its ministry\'s, and nobody else\'s', async () => {
  expect((await benefits.call({ query: birth() })).data).toEqual({ benefitAmount: { amount: { amount: '164350' } } });
  const known = await benefits.call({ query: birth(), viewer: viewerAs('caseworker') });
  expect(known.errors[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE' });
  const own = await benefits.own(birth(), await benefits.issuer.token('ministry:benefits'), { 'x-purpose': 'BENEFIT_ASSESSMENT' });
  expect(own.data).toEqual({ benefitAmount: { amount: { amount: '164350' } } });
});
