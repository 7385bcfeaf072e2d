import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import { SCOPES } from '../../../subgraphs/shared/access/scopes.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const AWARD = `id programme { code } component status since until children { iin } recipient { iin } recipientOrganisation region { kato } decidingBody
  amount { amount currency } amounts { tier exact gross { amount } net { amount } ruleVersion } payments { month }`;
const SECTION = `iin child { iin } awards { ${AWARD} } payments { month amount { amount } withheld { amount } paidOn budgetLevel award { id programme { code } } } monthlyTotal { amount currency }`;
const CHILDREN = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin benefits { ${SECTION} } } } }`;
const DIRECT = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildBenefits { iin awards { id } payments { month } monthlyTotal { amount } careBenefitUntil } ... on BenefitAward { id status amount { amount } recipient { iin } payments { month } } } }`;
const PERSONS = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { iin benefits { iin awards { programme { code } children { iin } recipient { iin } } monthlyTotal { amount } payments { month } } } } }`;

const OPEN: AccessGrant = { relation: 'CASEWORKER', classes: ['identity', 'benefits'], restricted: false };
const CARE = new Set(['GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER', 'ADOPTION_ONCE']);
/** Due for the child itself, whoever raises it. */
const ITS_OWN = new Set(['DIS_CHILD', 'SURVIVOR', 'SURVIVOR_GFSS']);
const caseworker = viewerAs('caseworker');

interface Award {
  readonly id: string;
  readonly programme: { readonly code: string };
  readonly children: readonly { readonly iin: string }[];
  readonly recipient: { readonly iin: string } | null;
  readonly region: { readonly kato: string } | null;
}

interface Section {
  readonly awards: readonly Award[] | null;
  readonly payments: readonly { readonly month: string; readonly award: { readonly programme: { readonly code: string } } }[] | null;
  readonly monthlyTotal: { readonly amount: string } | null;
}

let benefits: TestSubgraph;
let iins: string[];
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { households: 120 });
  iins = benefits.households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild).map(({ iin }) => iin));
});
afterAll(() => benefits.close());

const entities = (query: string, representations: readonly object[], viewer = caseworker, purpose: Purpose = 'CHILD_PROFILE') =>
  benefits.call({ query, variables: { r: representations }, viewer, purpose });
const child = (iin: string | undefined, grant: AccessGrant | null = OPEN) => ({ __typename: 'Child', iin, grant });
const answers = <T>({ data }: Awaited<ReturnType<typeof entities>>): T[] => (data?.['_entities'] ?? []) as T[];
const codes = ({ errors }: Awaited<ReturnType<typeof entities>>): unknown[] => [...new Set(errors.map(({ extensions }) => extensions['code']))];

async function sectionOf(iin: string | undefined, grant: AccessGrant = OPEN, viewer = caseworker): Promise<{ section: Section; codes: unknown[]; paths: string[] }> {
  const answer = await entities(CHILDREN, [child(iin, grant)], viewer, viewer.role === 'citizen' ? 'OWN_FAMILY' : 'CHILD_PROFILE');
  const [found] = answers<{ benefits: Section }>(answer);
  return { section: found?.benefits ?? { awards: null, payments: null, monthlyTotal: null }, codes: codes(answer), paths: answer.errors.map(({ path }) => String(path?.at(-1))) };
}

const shieldedCare = () => benefits.households.flatMap(({ cares }) => cares).find(({ shielded, to, form }) => shielded && to === null && form === 'PROFESSIONAL_FOSTER');

describe('the section of a child', () => {
  it('takes one statement per table for fifty children', async () => {
    benefits.takeSql();
    const answer = await entities(CHILDREN, iins.slice(0, 50).map((iin) => child(iin)));
    expect(answer.errors).toEqual([]);
    expect(answers<{ benefits: Section }>(answer).filter(({ benefits: one }) => (one.awards?.length ?? 0) > 0).length).toBeGreaterThan(25);
    // Awards are read together with the children they are for.
    const tables = benefits.takeSql().map((sql) => /\b(?:from "|join )(benefit_\w+)/.exec(sql)?.[1]);
    expect(tables.toSorted()).toEqual(['benefit_award', 'benefit_award_amount', 'benefit_payment', 'benefit_programme']);
  });

  it('adds up: the total is the sum of what is due, and payments are of its awards', async () => {
    const all = await Promise.all(iins.slice(0, 60).map((iin) => sectionOf(iin)));
    for (const { section } of all) {
      const ids = new Set(section.awards?.map(({ programme }) => programme.code));
      expect(section.payments?.every(({ award }) => ids.has(award.programme.code))).toBe(true);
      expect(section.payments?.map(({ month }) => month)).toEqual(section.payments?.map(({ month }) => month).toSorted().toReversed());
    }
    expect(all.filter(({ section }) => Number(section.monthlyTotal?.amount) > 0).length).toBeGreaterThan(10);
  });

  it('shows the demo child what her family gets in September 2026', async () => {
    const demo = benefits.households[0]?.persons.find(({ birthDate }) => birthDate === '2015-05-14');
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { benefits { monthlyTotal(on: "2026-09-01") { amount currency }
      awards(on: "2026-09-01") { programme { code name(lang: KK) } amount(on: "2026-09-01") { amount } } large: awards(on: "2024-05-05", programme: LARGE_FAM) { amount(on: "2024-05-05") { amount } } } } } }`;
    const [found] = answers<{ benefits: unknown }>(await entities(query, [child(demo?.iin)]));
    expect(found?.benefits).toEqual({
      monthlyTotal: { amount: '261602', currency: 'KZT' },
      awards: [
        { programme: { code: 'LARGE_FAM', name: 'Көпбалалы отбасына берілетін жәрдемақы' }, amount: { amount: '86673' } },
        { programme: { code: 'DIS_CARER', name: 'Мүгедектігі бар баланы тәрбиелеушіге берілетін жәрдемақы' }, amount: { amount: '81871' } },
        { programme: { code: 'DIS_CHILD', name: 'Мүгедектігі бар балаға берілетін мүгедектік бойынша мемлекеттік әлеуметтік жәрдемақы' }, amount: { amount: '93058' } },
      ],
      large: [{ amount: { amount: '59183' } }],
    });
  });

  it('is empty for a child the programme does not know', async () => {
    const { section, codes: none } = await sectionOf(withCheckDigit('19123190001') ?? withCheckDigit('19123190002') ?? '');
    expect(none).toEqual([]);
    expect(section).toMatchObject({ awards: [], payments: [], monthlyTotal: { amount: '0', currency: 'KZT' } });
  });

  it('pays only months in range, and refuses a range that runs backwards', async () => {
    const query = 'query ($r: [_Any!]!, $from: Date, $to: Date) { _entities(representations: $r) { ... on Child { benefits { payments(from: $from, to: $to) { month } } } } }';
    const ask = (from: string, to: string) => benefits.call({ query, variables: { r: iins.map((iin) => child(iin)), from, to }, viewer: caseworker, purpose: 'CHILD_PROFILE' });
    const months = answers<{ benefits: { payments: { month: string }[] } }>(await ask('2025-11-30', '2026-01-01')).flatMap((one) => one.benefits.payments.map(({ month }) => month));
    expect([...new Set(months)].toSorted()).toEqual(['2025-11-01', '2025-12-01', '2026-01-01']);
    expect(codes(await ask('2026-02-01', '2026-01-31'))).toEqual(['BAD_USER_INPUT']);
  });

  it('says until when a childcare benefit can be due, from registry\'s facts', async () => {
    const ask = async (birthDate: string, deathDate: string | null) => {
      const answer = await entities('query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildBenefits { careBenefitUntil } } }', [
        { __typename: 'ChildBenefits', iin: iins[0], child: { iin: iins[0], grant: OPEN, facts: { birthDate, deathDate } } },
      ]);
      return answers<{ careBenefitUntil: string }>(answer)[0]?.careBenefitUntil;
    };
    expect([await ask('2026-02-11', null), await ask('2021-05-10', null), await ask('2025-06-20', '2025-09-03')]).toEqual(['2027-08-11', '2022-05-10', '2025-09-30']);
  });
});

describe('who may see it', () => {
  it('refuses without a grant and without its class, alike', async () => {
    const [none, other] = [await entities(CHILDREN, [child(iins[0], null)]), await entities(CHILDREN, [child(iins[0], { ...OPEN, classes: ['identity', 'savings'] })])];
    for (const answer of [none, other]) {
      expect(codes(answer)).toEqual(['WITHHELD']);
      expect(answers(answer)).toEqual([{ iin: iins[0], benefits: null }]);
    }
    expect(none.errors.map(({ message }) => message)).toEqual(other.errors.map(({ message }) => message));
  });

  it('refuses by scope when purpose or token leave benefits out, whatever the grant', async () => {
    expect(codes(await entities(CHILDREN, [child(iins[0])], caseworker, 'EDUCATION_PLANNING'))).toEqual(['SCOPE_MISSING']);
    expect(codes(await entities(CHILDREN, [child(iins[0])], viewerAs('caseworker', { scopes: SCOPES.filter((scope) => scope !== 'benefits') })))).toEqual(['SCOPE_MISSING']);
    const anonymous = await benefits.call({ query: CHILDREN, variables: { r: [child(iins[0])] } });
    expect(codes(anonymous)).toEqual(['UNAUTHENTICATED']);
  });

  it('opens nothing to whoever reaches section or award by its key alone', async () => {
    const [award] = (await sectionOf(benefits.households[0]?.persons.find(({ birthDate }) => birthDate === '2015-05-14')?.iin)).section.awards ?? [];
    const answer = await entities(DIRECT, [{ __typename: 'ChildBenefits', iin: iins[0] }, { __typename: 'BenefitAward', id: award?.id },
      { __typename: 'ChildBenefits', iin: iins[0], child: { iin: iins[1], grant: OPEN, facts: { birthDate: '2020-01-01', deathDate: null } } },
      { __typename: 'ChildBenefits', iin: iins[0], child: { iin: iins[0], grant: { ...OPEN, classes: ['savings'] }, facts: { birthDate: '2020-01-01', deathDate: null } } }]);
    expect(codes(answer)).toEqual(['WITHHELD']);
    const nothing = { iin: iins[0], awards: null, payments: null, monthlyTotal: null, careBenefitUntil: null };
    expect(answers(answer)).toEqual([nothing, { id: award?.id, status: null, amount: null, recipient: null, payments: null }, nothing, nothing]);
  });

  it('needs no token for the catalogue and the indices', async () => {
    const { data, errors } = await benefits.call({ query: `{ benefitProgrammes { code } benefitProgramme(code: CARE_STATE) { name(lang: RU) unit budgetLevel rates(on: "2026-01-01") { tier coefficient base } terms(on: "2022-06-01") { kind months } }
      indexParameters(on: "2026-06-01") { parameter value { amount currency } certainty validTo } }` });
    expect(errors).toEqual([]);
    expect(data?.['benefitProgrammes']).toHaveLength(19);
    expect(data?.['benefitProgramme']).toMatchObject({ name: 'Пособие по уходу', unit: 'MONTHLY', budgetLevel: 'REPUBLICAN', terms: [{ kind: 'FROM_BIRTH', months: 12 }] });
    expect(data?.['indexParameters']).toEqual([['MCI', '4325'], ['MW', '85000'], ['SM', '50851']].map(([parameter, amount]) =>
      ({ parameter, value: { amount, currency: 'KZT' }, certainty: 'B', validTo: null })));
  });
});

describe('while a placement is shielded', () => {
  it('withholds payee, body and region, and leaves out what tells of a carer, in lists, payments and sums', async () => {
    const { child: iin } = shieldedCare() ?? { child: '' };
    const [open, closed] = [await sectionOf(iin), await sectionOf(iin, { ...OPEN, restricted: true })];
    const shown = (section: Section): string[] => (section.awards ?? []).map(({ programme }) => programme.code);
    expect(shown(open.section).filter((code) => CARE.has(code))).not.toEqual([]);
    expect(shown(closed.section)).toEqual(shown(open.section).filter((code) => ITS_OWN.has(code)));
    expect(closed.section.payments?.filter(({ award }) => !ITS_OWN.has(award.programme.code))).toEqual([]);
    expect(new Decimal(closed.section.monthlyTotal?.amount ?? 0).lt(open.section.monthlyTotal?.amount ?? 0)).toBe(true);
    const other = await sectionOf(benefits.households[0]?.persons.find(({ birthDate }) => birthDate === '2015-05-14')?.iin, { ...OPEN, restricted: true });
    expect([...new Set(other.paths)].toSorted()).toEqual(['decidingBody', 'recipient', 'recipientOrganisation', 'region']);
    expect(other.codes).toEqual(['WITHHELD']);
    expect(other.section.awards?.every(({ recipient, region }) => recipient === null && region === null)).toBe(true);
  });

  it('leaves a parent what they receive themselves, and nobody else', async () => {
    const iin = benefits.households[0]?.persons.find(({ birthDate }) => birthDate === '2015-05-14')?.iin;
    const mother = benefits.households[0]?.parentages.find(({ role }) => role === 'MOTHER')?.parent ?? '';
    const shown = async (viewer = caseworker): Promise<string[] | undefined> => (await sectionOf(iin, { ...OPEN, restricted: true }, viewer)).section.awards?.map(({ programme }) => programme.code);
    expect(await shown(viewerAs('citizen', { iin: mother }))).toContain('LARGE_FAM');
    for (const viewer of [viewerAs('citizen'), viewerAs('citizen', { iin: withCheckDigit('85040590099') }), viewerAs('caseworker', { iin: mother })]) expect(await shown(viewer)).not.toContain('LARGE_FAM');
  });

  it('shows the carer\'s awards about the child to the carer alone', async () => {
    const care = shieldedCare();
    const [carer] = care?.carers ?? [];
    const person = (grant: AccessGrant) => entities(PERSONS, [{ __typename: 'Person', iin: carer, grant }]);
    const shown = async (grant: AccessGrant) => answers<{ benefits: { awards: Award[]; payments: unknown[]; monthlyTotal: { amount: string } } }>(await person(grant))[0]?.benefits;
    expect((await shown({ ...OPEN, relation: 'SELF' }))?.awards.flatMap(({ children }) => children.map(({ iin }) => iin))).toContain(care?.child);
    expect(await shown(OPEN)).toMatchObject({ awards: [], payments: [], monthlyTotal: { amount: '0' } });
    expect(codes(await person({ ...OPEN, classes: ['identity'] }))).toEqual(['WITHHELD']);
  });
});

describe('what somebody receives', () => {
  it('is every award of a mother, with the children each is for', async () => {
    const mother = benefits.households[0]?.parentages.find(({ role }) => role === 'MOTHER')?.parent;
    benefits.takeSql();
    const answer = await entities(PERSONS, [{ __typename: 'Person', iin: mother, grant: OPEN }]);
    expect(answer.errors).toEqual([]);
    const [found] = answers<{ benefits: { awards: Award[] } }>(answer);
    const large = found?.benefits.awards.find(({ programme }) => programme.code === 'LARGE_FAM');
    expect(large?.children).toHaveLength(5);
    expect(found?.benefits.awards.every(({ recipient }) => recipient?.iin === mother)).toBe(true);
    expect(benefits.takeSql()).toHaveLength(6);
  });

  it('needs one statement per table for fifty recipients', async () => {
    const rows = await withClient(benefits.database.adminUrl, async (client) =>
      (await client.query<{ iin: string }>('select distinct recipient_iin as iin from benefit_award where recipient_iin is not null limit 50')).rows);
    benefits.takeSql();
    const answer = await entities(PERSONS, rows.map(({ iin }) => ({ __typename: 'Person', iin, grant: OPEN })));
    expect(answer.errors).toEqual([]);
    const tables = benefits.takeSql().map((sql) => /\bfrom "(\w+)"|join (benefit_payment)/.exec(sql)?.slice(1).find(Boolean));
    expect(tables.toSorted()).toEqual(['benefit_award', 'benefit_award_amount', 'benefit_award_child', 'benefit_payment', 'benefit_programme', 'shielding']);
  });
});
